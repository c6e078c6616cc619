interface NamedElement extends CustomElementConstructor {
  readonly tagName: string;
}

/** Defines an element under its own name, unless this page already has one of that name: twice does no harm. */
export function register(element: NamedElement): void {
  if (!customElements.get(element.tagName)) customElements.define(element.tagName, element);
}
