import { h, hydrate, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Discussion } from './discussion';

/** As where a server renders pages: in the browser alone. */
function InBrowser(props) {
  const [isBrowser, setBrowser] = useState(false);
  useEffect(() => setBrowser(true), []);
  return isBrowser ? h(Discussion, props) : null;
}

export function mount(element) {
  hydrate(h(InBrowser), element);
  return {
    show: (props) => render(h(InBrowser, props), element),
    remove: () => render(null, element),
  };
}
