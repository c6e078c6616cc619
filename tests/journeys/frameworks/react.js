import { createElement, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Discussion } from './discussion';

/** As where a server renders pages: in the browser alone. */
function InBrowser(props) {
  const [isBrowser, setBrowser] = useState(false);
  useEffect(() => setBrowser(true), []);
  return isBrowser ? createElement(Discussion, props) : null;
}

export function mount(element) {
  let root;
  return {
    show: (props) => {
      const discussion = createElement(InBrowser, props);
      if (root) root.render(discussion);
      else root = hydrateRoot(element, discussion);
    },
    remove: () => root.unmount(),
  };
}
