/** Where the sources could make code or nodes of a text, tell another window something, or ask a server. */
import ts from 'typescript';

export interface Use {
  readonly file: string;
  /** What is used there, such as `innerHTML`. */
  readonly name: string;
}

/** Names that stand for parsing HTML or running a text, wherever they are written: also in a template's binding. */
const PARSE_OR_RUN = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTML',
  'setHTMLUnsafe',
  'parseHTML',
  'parseHTMLUnsafe',
  'createContextualFragment',
  'parseFromString',
  'DOMParser',
  'XSLTProcessor',
  'srcdoc',
  'insertHTML',
  'unsafeHTML',
  'unsafeSVG',
  'unsafeMathML',
  'unsafeStatic',
  'unsafeCSS',
  'dangerouslySetInnerHTML',
  'eval',
];
/** Modules that have some of them under names of one's choice. */
const UNSAFE_MODULES = /^lit(-html)?\/(directives\/unsafe-|static)/;
/** Ways to ask a server for something, or to tell it. */
const REQUESTS = ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket', 'WebTransport', 'sendBeacon'];

const WORD = new RegExp(`\\b(${PARSE_OR_RUN.join('|')})\\b`, 'g');

/** Everything of that kind in one module; comments do not count. */
export function findSinks(file: string, text: string): Use[] {
  return findUses(file, text, (node) => {
    const names: string[] = [];
    if (ts.isIdentifier(node) && PARSE_OR_RUN.includes(node.text)) names.push(node.text);
    if (isText(node)) {
      names.push(...[...node.text.matchAll(WORD)].map(([name]) => name));
      if (UNSAFE_MODULES.test(node.text)) names.push(node.text);
      if (/\bjavascript:/i.test(node.text)) names.push('javascript:');
      // An attribute of a template that would be code; Lit's own listeners are `@click`.
      names.push(...[...node.text.matchAll(/\s(on[a-z]+)\s*=\s*["'{]?/g)].map(([, name]) => name!));
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && nameOf(node.expression) === 'Function') {
      names.push('Function');
    }
    if (ts.isPropertyAccessExpression(node) && /^write(ln)?$/.test(node.name.text)) {
      if (/document$/i.test(node.expression.getText())) names.push(`document.${node.name.text}`);
    }
    if (ts.isCallExpression(node) && /^set(Timeout|Interval)$/.test(nameOf(node.expression))) {
      const [code] = node.arguments;
      if (code && (isText(code) || ts.isTemplateExpression(code)))
        names.push(`${nameOf(node.expression)} of a text`);
    }
    return names;
  });
}

/** Messages to whichever page is in a window by now. */
export function findOpenMessages(file: string, text: string): Use[] {
  return findUses(file, text, (node) => {
    const isSent =
      ts.isCallExpression(node) &&
      nameOf(node.expression) === 'postMessage' &&
      node.arguments.slice(1).some((target) => /['"`]\*['"`]/.test(target.getText()));
    const isOption =
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'targetOrigin' &&
      /['"`]\*['"`]/.test(node.initializer.getText());
    return isSent || isOption ? ["postMessage to '*'"] : [];
  });
}

/** Listeners to messages, from wherever they come. */
export function findMessageListeners(file: string, text: string): Use[] {
  return findUses(file, text, (node) => {
    const isAdded =
      ts.isCallExpression(node) &&
      nameOf(node.expression) === 'addEventListener' &&
      node.arguments[0] !== undefined &&
      isText(node.arguments[0]) &&
      node.arguments[0].text === 'message';
    const isProperty = ts.isPropertyAccessExpression(node) && node.name.text === 'onmessage';
    return isAdded || isProperty ? ['message'] : [];
  });
}

/** Requests, by whatever means; the name is that of the means. */
export function findRequests(file: string, text: string): Use[] {
  return findUses(file, text, (node) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
    const name = nameOf(node.expression);
    return REQUESTS.includes(name) ? [name] : [];
  });
}

function findUses(file: string, text: string, namesAt: (node: ts.Node) => readonly string[]): Use[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    uses.push(...namesAt(node).map((name) => ({ file, name })));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

function isText(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateLiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  );
}

function nameOf(called: ts.Expression): string {
  if (ts.isIdentifier(called)) return called.text;
  return ts.isPropertyAccessExpression(called) ? called.name.text : '';
}
