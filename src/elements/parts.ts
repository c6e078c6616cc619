/**
 * The parts of all elements that others hold in their shadow roots, for `exportparts`: each keeps its name
 * on its way out, and a name that an element does not have does no harm.
 */
export const EXPORTED_PARTS = [
  'share,title,list,native-button,copy-button,link,server-form,server-input,error',
  'form,textarea,fields,field,label,input,hint,remember,submit-button,cancel-button,status,not-kept',
  'tools,tool-button,preview-button,preview,length,account,sign-in-button,sign-out-button,challenge,challenge-image,challenge-frame',
  'toolbar,heading,sort,comment,avatar,header,author,location,badge,time,permalink,edited,pin,source,in-reply-to',
  'body,notice,actions,reply-button,reaction-button,score,tally,hidden-replies,fold-button,retry-button,withdraw-button,rail,action-button',
  'published,pending,deleted,hidden,pinned,sending,waiting,failed,highlighted,new',
  'menu-button,menu,menu-item,parent-button,branch-button,quote-button,new-badge,place,back-button,unread-button',
  'replies,reply-form,edit-form,undo-button,more-button,pager,page-button,incoming-button,empty,note,skeleton',
].join();
