/** A line of the menu below a comment. */
export interface MenuItem {
  /** The part is `<name>-item`, beside `menu-item`. */
  readonly name: string;
  readonly label: string;
  /** May give other words to show for a moment before the menu closes. */
  run(): Promise<string | void> | string | void;
}

/** Milliseconds for which an item says what it has done. */
const SHOWN = 1_200;

/**
 * The menu of a comment, open as soon as it is made. Standing in the browser's top layer, it is not clipped by
 * the chunk that its comment is in.
 */
export function openMenu(button: HTMLElement, items: readonly MenuItem[], label: string): void {
  const root = button.getRootNode() as ShadowRoot;
  root.querySelector('.menu')?.remove();
  const menu = document.createElement('div');
  menu.className = 'menu';
  menu.part.add('menu');
  menu.role = 'menu';
  menu.ariaLabel = label;
  menu.popover = 'auto';

  const close = () => {
    if (!menu.isConnected) return;
    const hadFocus = menu.contains(root.activeElement);
    menu.remove();
    button.classList.remove('anchor');
    button.ariaExpanded = 'false';
    if (hadFocus) button.focus();
  };
  for (const item of items) menu.append(itemElement(item, menu, close));
  menu.addEventListener('keydown', (event) => onKey(event, menu, close));
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') close();
  });

  button.classList.add('anchor');
  button.ariaExpanded = 'true';
  // Beside the button, so that the reader's software finds it where it was opened; the top layer shows it whole.
  button.after(menu);
  menu.showPopover?.();
  (menu.firstElementChild as HTMLElement).focus();
}

function itemElement({ name, label, run }: MenuItem, menu: HTMLElement, close: () => void): HTMLElement {
  const element = document.createElement('button');
  element.role = 'menuitem';
  element.className = 'quiet';
  element.part.add('menu-item', `${name}-item`);
  element.tabIndex = -1;
  element.textContent = label;
  element.addEventListener('click', (event) => {
    // The list below takes clicks for its own buttons.
    event.stopPropagation();
    void Promise.resolve(run()).then((words) => {
      if (!words) return close();
      element.textContent = words;
      menu.ariaLive = 'polite';
      setTimeout(close, SHOWN);
    });
  });
  return element;
}

function onKey(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const items = [...menu.children] as HTMLElement[];
  const at = items.indexOf((menu.getRootNode() as ShadowRoot).activeElement as HTMLElement);
  const goTo: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = goTo[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items[next % items.length]!.focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    if (event.key === 'Escape') event.preventDefault();
    close();
  }
  event.stopPropagation();
}
