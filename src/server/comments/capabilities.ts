import { reactionNames, type Settings } from '../settings.ts';

/** What clients are told of the server, in the words of Colloquy's adapters. */
export function capabilitiesOf(settings: Settings) {
  const { sorts, maxDepth, votes, fields, bodyFormat, maxLength } = settings;
  return {
    sorts,
    paging: 'numbered',
    create: true,
    maxDepth,
    edit: true,
    remove: true,
    report: true,
    votes,
    reactionNames: votes === 'reactions' ? reactionNames(settings) : [],
    preview: false,
    locate: true,
    authorFilter: true,
    counts: true,
    watch: true,
    upload: false,
    signIn: false,
    fields,
    bodyFormat,
    maxLength,
    storage: 'server',
  } as const;
}

/** What a form has to bring beside what its author writes. */
export function formRulesOf({ challengeCost, honeypot, minimumSeconds, ownerSeconds }: Settings) {
  return { challenge: challengeCost !== null, honeypot, startedAt: minimumSeconds > 0, ownerSeconds };
}
