import type { Answer } from './variant.ts';

/** The picture of every author, for clients that show one. */
export const AVATAR: Answer = {
  type: 'image/svg+xml',
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20" fill="#8ac"/></svg>',
};
