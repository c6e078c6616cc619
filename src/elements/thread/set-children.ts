/** Makes an element hold exactly these. Those that stay where they were are not touched and keep their focus. */
export function setChildren<T extends Element>(parent: T, children: readonly Element[]): T {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  return parent;
}
