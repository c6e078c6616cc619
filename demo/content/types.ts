export interface DemoAuthor {
  name: string;
  url?: string;
  location?: string;
  /** For example 'Author', 'Moderator' or 'Editor'. */
  badge?: string;
}

export interface DemoBody {
  format: 'text' | 'html' | 'markdown';
  value: string;
  /** BCP 47; absent where the comment is in the language of the article. */
  lang?: string;
}

export interface DemoComment {
  /** Opaque: neither its order nor its digits mean anything. */
  id: string;
  parentId: string | null;
  author: DemoAuthor;
  body: DemoBody;
  /** Age at the time the demo is opened; a reply is always younger than what it answers. */
  minutesAgo: number;
  editedMinutesAgo?: number;
  score: number;
  status: 'published' | 'pending' | 'deleted' | 'hidden';
  pinned?: boolean;
}
