export interface TrustedTypesPolicy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: TrustedTypesPolicy): TrustedTypesPolicy;
}

let policy: TrustedTypesPolicy | undefined;
let isMade = false;

/**
 * The page's one Trusted Types policy of ours, named `colloquy`; undefined where the browser has no Trusted
 * Types or the page does not allow the name. It is for templates of our own, for what DOMPurify parses into a
 * document that runs nothing, and for the worker's script; nobody else is ever given it.
 */
export function trustedTypesPolicy(): TrustedTypesPolicy | undefined {
  if (isMade) return policy;
  isMade = true;
  try {
    const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
    policy = trustedTypes?.createPolicy('colloquy', {
      createHTML: (html) => html,
      createScriptURL: (url) => url,
    });
  } catch {
    // The page does not allow the name, or somebody else has it.
  }
  return policy;
}

/**
 * The policy for Lit's templates. The build of the script-tag file puts this in place of the policy that Lit
 * makes for itself, which fails where the page runs another Lit.
 *
 * @throws Error where the page demands a policy and does not allow ours: nothing could be rendered.
 */
export function templatePolicy(): TrustedTypesPolicy | undefined {
  const made = trustedTypesPolicy();
  if (!made && !takesMarkup()) {
    throw new Error('The Content-Security-Policy of this page has to say "trusted-types colloquy".');
  }
  return made;
}

/** Whether markup reaches the page as it is, comments included, by which Lit finds its places. */
function takesMarkup(): boolean {
  const template = document.createElement('template');
  try {
    template.innerHTML = '<!---->';
  } catch {
    return false;
  }
  return template.content.firstChild !== null;
}
