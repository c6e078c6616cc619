/** The side-effect-free face of the package: classes, events, the store and the adapter contract. */
export { artalkAdapter, type ArtalkAdapterOptions } from './adapters/artalk.ts';
export { blueskyAdapter, type BlueskyAdapterOptions, type BlueskySession } from './adapters/bluesky.ts';
export { compositeAdapter } from './adapters/composite.ts';
export { discourseAdapter, type DiscourseAdapterOptions } from './adapters/discourse.ts';
export { githubAdapter, type GithubAdapterOptions } from './adapters/github.ts';
export { issoAdapter, type IssoAdapterOptions } from './adapters/isso.ts';
export { localAdapter, type LocalAdapterOptions } from './adapters/local.ts';
export { mastodonAdapter, type MastodonAdapterOptions } from './adapters/mastodon.ts';
export {
  memoryAdapter,
  type MemoryAdapter,
  type MemoryAdapterOptions,
  type MemoryFault,
} from './adapters/memory.ts';
export { remark42Adapter, type Remark42AdapterOptions } from './adapters/remark42.ts';
export { restAdapter, type RestAdapterOptions } from './adapters/rest.ts';
export { twikooAdapter, type TwikooAdapterOptions } from './adapters/twikoo.ts';
export { walineAdapter, type WalineAdapterOptions } from './adapters/waline.ts';
export { webmentionAdapter, type WebmentionAdapterOptions } from './adapters/webmention.ts';
export { wordpressAdapter, type WordPressAdapterOptions } from './adapters/wordpress.ts';
export type { Layout, PagingStyle, ProvidedThread } from './context/thread-context.ts';
export { threadContext } from './context/thread-context.ts';
export type {
  CallOptions,
  CommentPage,
  CommentsAdapter,
  CreateResult,
  FailedSource,
  ListQuery,
  NewComment,
  ThreadChange,
  WriteOptions,
} from './core/adapter/adapter.ts';
export {
  AdapterError,
  type AdapterErrorCode,
  type AdapterErrorOptions,
  type Challenge,
  type CommentField,
  type FieldErrorReason,
  type FieldErrors,
} from './core/adapter/adapter-error.ts';
export {
  type Capabilities,
  type FieldRule,
  type FieldRules,
  type Paging,
  READ_ONLY,
  type VoteKind,
} from './core/adapter/capabilities.ts';
export type { Author } from './core/model/author.ts';
export type {
  BodyFormat,
  Comment,
  CommentAbilities,
  CommentBody,
  CommentStatus,
  Reaction,
} from './core/model/comment.ts';
export type { Sort } from './core/model/sort.ts';
export type { ThreadInfo, ThreadRef } from './core/model/thread.ts';
export { buildTree, type CommentNode, type CommentTree } from './core/model/tree.ts';
export type { Device, DeviceStorage } from './core/outbox/device.ts';
export { browserDevice } from './elements/browser-device.ts';
export type { PendingCreate } from './core/store/pending.ts';
export type { ThreadSnapshot } from './core/store/snapshot.ts';
export { createThreadStore, ThreadStore, type ThreadStoreOptions } from './core/store/thread-store.ts';
export type { SubmitOutcome } from './core/store/sending.ts';
export { CommentsElement, type Loading } from './elements/comments/comments.element.ts';
export { CountElement } from './elements/count/count.element.ts';
export { ColloquyErrorEvent } from './elements/error.event.ts';
export {
  CommentAddedEvent,
  CommentEditedEvent,
  CommentSubmitEvent,
  FormCancelEvent,
} from './elements/form/form.events.ts';
export { FormElement } from './elements/form/form.element.ts';
export type { ColloquyElements } from './elements/markup.ts';
export { ShareBarElement } from './elements/share-bar/share-bar.element.ts';
export { ShareEvent } from './elements/share-bar/share-bar.events.ts';
export {
  type CommentAction,
  type CommentActions,
  CommentReactEvent,
  type Enhance,
  ThreadLoadedEvent,
} from './elements/thread/thread.events.ts';
export { ThreadElement } from './elements/thread/thread.element.ts';
