/** A property of the document itself: markup can put an element of its own in its place by a name. */
export function ownProperty<Name extends keyof Document>(name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document);
}
