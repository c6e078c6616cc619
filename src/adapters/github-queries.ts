/** What is asked of GitHub: GraphQL, in which every field that is wanted has to be named. */

const COMMENT = `id url createdAt lastEditedAt deletedAt isMinimized bodyHTML body authorAssociation upvoteCount
viewerDidAuthor viewerCanUpdate viewerCanDelete viewerCanReact author{login avatarUrl url} replyTo{id}
reactionGroups{content users{totalCount} viewerHasReacted}`;

const COMMENT_WITH_REPLIES = `${COMMENT} replies(last:100){totalCount nodes{${COMMENT}}}`;

const DISCUSSION = `id locked comments(first:$first,last:$last,after:$after,before:$before){
totalCount pageInfo{startCursor endCursor hasNextPage hasPreviousPage} nodes{${COMMENT_WITH_REPLIES}}}`;

const PART = '$first:Int,$last:Int,$after:String,$before:String';
const VIEWER = 'viewer{login avatarUrl url}';

export const SEARCH = `query($query:String!,${PART}){${VIEWER}
search(type:DISCUSSION,last:1,query:$query){nodes{...on Discussion{${DISCUSSION}}}}}`;

export const READ = `query($id:ID!,${PART}){${VIEWER} node(id:$id){...on Discussion{${DISCUSSION}}}}`;

export const CATEGORIES = `query($owner:String!,$name:String!){repository(owner:$owner,name:$name){
id discussionCategories(first:100){nodes{id name}}}}`;

export const CREATE_DISCUSSION = `mutation($repositoryId:ID!,$categoryId:ID!,$title:String!,$body:String!){
createDiscussion(input:{repositoryId:$repositoryId,categoryId:$categoryId,title:$title,body:$body}){discussion{id}}}`;

export const ADD = `mutation($discussionId:ID!,$replyToId:ID,$body:String!){
addDiscussionComment(input:{discussionId:$discussionId,replyToId:$replyToId,body:$body}){
comment{${COMMENT_WITH_REPLIES}}}}`;

export const UPDATE = `mutation($id:ID!,$body:String!){
updateDiscussionComment(input:{commentId:$id,body:$body}){comment{${COMMENT_WITH_REPLIES}}}}`;

export const DELETE = `mutation($id:ID!){
deleteDiscussionComment(input:{id:$id}){comment{${COMMENT_WITH_REPLIES}}}}`;

const reactionMutation = (
  name: 'addReaction' | 'removeReaction',
) => `mutation($id:ID!,$content:ReactionContent!){
${name}(input:{subjectId:$id,content:$content}){subject{...on DiscussionComment{${COMMENT_WITH_REPLIES}}}}}`;

export const ADD_REACTION = reactionMutation('addReaction');
export const REMOVE_REACTION = reactionMutation('removeReaction');
