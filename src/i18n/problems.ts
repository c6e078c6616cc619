/**
 * What is wrong with how a page is set up and how to mend it, for its owner. English only, like the console
 * where the same words appear, and loaded only when there is a problem.
 */
export const problems = {
  'no-provider':
    '<{element}> needs a <colloquy-comments> around it, or for="…" with the id of one on this page.',
  'unknown-target': '<{element} for="{value}">: there is no <colloquy-comments id="{value}"> on this page.',
  'unknown-backend': 'backend="{value}" is not known. Known are: {known}.',
  'missing-endpoint':
    'backend="{value}" needs endpoint="…" with the address of your server, such as https://comments.example.org; ' +
    'for mastodon and bluesky it is the address of your post.',
  'missing-site':
    'backend="{value}" needs site="…" with the name that your site has there; for github it is your repository, ' +
    'and a category of its discussions: owner/name#Comments.',
  'malformed-endpoint': 'endpoint="{value}" is not a web address. It should begin with https://.',
  'accidental-thread':
    'thread="{value}" looks like a missing value. Give the page a name of its own, or leave the attribute out.',
  'malformed-adapter':
    'adapter="…" is text, but an adapter is an object: set it as a property, when <colloquy-comments> is registered. ' +
    'What renders it may have come before colloquy/all.js.',
  'malformed-attribute': '{attribute}="{value}" is not known. Known are: {known}.',
  'backend-unavailable':
    'The code for backend="{value}" could not be loaded. Are all files of the package served?',
} as const;
