import { CommentsElement } from '../elements/comments/comments.element.ts';
import { register } from './register.ts';

register(CommentsElement);
