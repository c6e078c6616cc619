/** Names of elements, attributes and their kinds in a tree, shadow roots included, without what bodies hold. */
export function shapesIn(root: ParentNode): Set<string> {
  const shapes = new Set<string>();
  for (const element of allIn(root)) {
    shapes.add(element.localName);
    for (const { name } of element.attributes) shapes.add(`${element.localName}[${name}]`);
  }
  return shapes;
}

/** Addresses of links, pictures and frames in a tree, shadow roots and bodies included. */
export function addressesIn(root: ParentNode): string[] {
  return [...allIn(root)].flatMap((element) =>
    ['href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'xlink:href'].flatMap(
      (name) => element.getAttribute(name) ?? [],
    ),
  );
}

function* allIn(root: ParentNode): Iterable<Element> {
  for (const element of root.querySelectorAll('*')) {
    if (element.parentElement?.closest('[part~=body],[part~=preview]')) continue;
    yield element;
    if (element.shadowRoot) yield* allIn(element.shadowRoot);
  }
}
