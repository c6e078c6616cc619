interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | null | undefined;

/**
 * The page's one Trusted Types policy of ours, named `colloquy`, or null where the browser has no Trusted
 * Types or the page does not allow the name. It only lets DOMPurify parse into a document that runs nothing.
 */
export function trustedTypesPolicy(): Policy | null {
  if (policy !== undefined) return policy;
  try {
    const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
    policy =
      factory?.createPolicy('colloquy', { createHTML: (html) => html, createScriptURL: (url) => url }) ??
      null;
  } catch {
    policy = null;
  }
  return policy;
}
