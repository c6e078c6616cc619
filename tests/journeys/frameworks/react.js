import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Discussion } from './discussion';

export function mount(element) {
  const root = createRoot(element);
  return {
    show: (props) => root.render(createElement(Discussion, props)),
    remove: () => root.unmount(),
  };
}
