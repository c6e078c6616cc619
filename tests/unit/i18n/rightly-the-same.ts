import type { MessageKey } from '../../../src/i18n/catalogue.ts';

/** Messages that are in a language what they are in English. */
export const SAME_AS_ENGLISH: Readonly<Record<string, readonly MessageKey[]>> = {
  cs: ['share.email'],
  da: ['share.email', 'form.tool.link'],
  de: ['form.name', 'form.website', 'form.optional', 'form.tool.link', 'form.tool.code'],
  et: ['form.tool.link'],
  fr: ['share.email', 'form.tool.code'],
  hu: ['share.email', 'form.tool.link'],
  id: ['comment.edit', 'comment.withdraw'],
  it: ['form.tool.link'],
  nl: ['share.email', 'form.website', 'form.tool.link', 'form.tool.code'],
  pl: ['share.email', 'form.tool.link'],
  'pt-BR': ['share.email', 'form.email', 'form.tool.link'],
  'pt-PT': ['share.email', 'form.email'],
  ro: ['share.email', 'form.tool.link'],
  sk: ['share.email'],
  'sr-Latn': ['form.tool.link'],
};

/** Groups of keys whose English messages differ and that share a translation. */
export const SHARED: Readonly<Record<string, readonly (readonly MessageKey[])[]>> = {
  az: [['comment.sending', 'form.submitting']],
  fr: [['comment.undo', 'form.cancel']],
  it: [['comment.undo', 'form.cancel']],
  oc: [['comment.undo', 'form.cancel']],
  tr: [['comment.sending', 'form.submitting']],
  uz: [['comment.sending', 'form.submitting']],
};
