/** The elements that a stranger's HTML may have. */
export const TAGS =
  'a abbr b bdi blockquote br code del em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td th thead tr tt u ul var'.split(
    ' ',
  );
