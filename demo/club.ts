import type { Comment } from 'colloquy';

interface Remark {
  readonly id: string;
  readonly answers?: string;
  readonly by: Comment['author'];
  readonly hoursAgo: number;
  readonly likes: number;
  readonly text: string;
}

const ingeborg = { name: 'Ingeborg Thal', badge: 'Keeper of the hat' };
const dunstan = { name: 'Dunstan Okafor', location: 'the corner flat' };
const mireille = { name: 'Mireille' };

const REMARKS: readonly Remark[] = [
  {
    id: 'hat',
    by: ingeborg,
    hoursAgo: 71,
    likes: 3,
    text:
      'The four, in the order in which they left the hat: The Lamplighter’s Ledger, An Atlas of Small Rooms, ' +
      'Salt for the Road, and Everything My Aunt Said About the Sea.\n\nNo campaigning before Friday. I mean you, Dunstan.',
  },
  {
    id: 'ledger',
    by: dunstan,
    hoursAgo: 70,
    likes: 6,
    text:
      'The Ledger. It has four hundred pages of a man walking round a town at dusk and nothing whatever happens, ' +
      'and by the end I knew every doorstep. It wants to be read aloud, slowly, by somebody with a cold.',
  },
  {
    id: 'cold',
    answers: 'ledger',
    by: mireille,
    hoursAgo: 69,
    likes: 8,
    text: 'You say that because you always have a cold.',
  },
  {
    id: 'proof',
    answers: 'cold',
    by: dunstan,
    hoursAgo: 68.8,
    likes: 4,
    text: 'I say it because I have done the research.',
  },
  {
    id: 'atlas',
    by: { name: 'Pilar Estévez', location: 'over the bakery' },
    hoursAgo: 44,
    likes: 5,
    text:
      'An Atlas of Small Rooms, because each chapter is one room and takes exactly as long as a bowl of soup. ' +
      'The one about the signal box made me miss my stop.',
  },
  {
    id: 'soup',
    answers: 'atlas',
    by: ingeborg,
    hoursAgo: 43,
    likes: 2,
    text: 'Which soup? Lentil and leek are very different lengths.',
  },
  {
    id: 'salt',
    by: { name: 'Joon-ho', location: 'Busan, then here' },
    hoursAgo: 25,
    likes: 4,
    text:
      'Salt for the Road. My grandfather drove that road, and the book has the weather right. ' +
      'I would bring the map and somebody else would have to do the voices.',
  },
  {
    id: 'voices',
    answers: 'salt',
    by: { name: 'Tamsin Roe' },
    hoursAgo: 24.5,
    likes: 7,
    text: 'I will do the voices. I have been waiting four winters for somebody to ask.',
  },
  {
    id: 'aunt',
    by: { name: 'Tamsin Roe' },
    hoursAgo: 6,
    likes: 3,
    text:
      'And in fairness to the aunt: it is ninety pages, it is mostly about herring, and I have never heard a room ' +
      'laugh like ours did at the first paragraph. We could read it twice.',
  },
];

export function clubComments(): readonly Comment[] {
  const now = Date.now();
  return REMARKS.map(({ id, answers = null, by, hoursAgo, likes, text }) => ({
    id,
    parentId: answers,
    author: { ...by },
    body: { format: 'text', value: text },
    createdAt: new Date(now - hoursAgo * 3_600_000).toISOString(),
    status: 'published',
    reactions: [{ name: 'like', count: likes }],
  }));
}
