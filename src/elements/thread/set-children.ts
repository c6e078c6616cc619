/** Makes an element hold exactly these. Those that stay where they were are not touched and keep their focus. */
export function setChildren<T extends Element>(parent: T, children: readonly Element[]): T {
  let next = parent.firstElementChild;
  let index = 0;
  // Nothing has changed as far as this leads, which mostly is all the way.
  for (; next && next === children[index]; index++) next = next.nextElementSibling;
  if (next) {
    const wanted = new Set(children.slice(index));
    for (const child of [...parent.children].slice(index)) if (!wanted.has(child)) child.remove();
    next = parent.children[index] ?? null;
  }
  for (; index < children.length; index++) {
    const child = children[index]!;
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  return parent;
}

/** Writes an attribute unless it says so already: the browser takes every writing for a change. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Writes the text that an element begins with, unless it does already. */
export function setText(element: Element, text: string): void {
  const node = element.firstChild ?? element.appendChild(new Text());
  if (node.nodeValue !== text) node.nodeValue = text;
}
