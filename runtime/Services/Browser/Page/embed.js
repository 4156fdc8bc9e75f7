// Puts the chat on another site:
//   <script src="https://HOST/browser/embed.js" async></script>                              a button in the corner that opens it
//   <script src="https://HOST/browser/embed.js" data-into="#chat" async></script>            into an element of the site
// Further: data-title (what it is called), data-label (what stands on the button), data-side="left".
// The service has to know the site: runtime --allow-origin https://SITE. Nothing is said to any page but the service's own.
(() => {
  const script = document.currentScript;
  if (!script?.src) return;
  const base = new URL('..', script.src);
  const { into, title = 'Chat', label = 'Chat', side } = script.dataset;
  const PATIENCE = 15_000;
  const CLOSED = 'This chat can not be shown on this site.';
  const STYLE = `
    :host { all: initial; }
    .panel { position: fixed; z-index: 2147483000; bottom: 5.5rem; inset-inline-end: 1rem; width: min(24rem, calc(100vw - 2rem)); height: min(38rem, calc(100dvh - 7rem)); border: 1px solid #878ea6; border-radius: 1rem; overflow: hidden; background: Canvas; color: CanvasText; box-shadow: 0 18px 50px rgb(10 12 30 / 30%); }
    .panel[hidden] { display: none; }
    .left .panel, .left button { inset-inline: 1rem auto; }
    .inline { width: 100%; height: 100%; min-height: 20rem; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    p { margin: 0; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; }
    button { position: fixed; z-index: 2147483000; bottom: 1rem; inset-inline-end: 1rem; min-height: 3rem; padding: 0.5rem 1.3rem; border: 0; border-radius: 2rem; background: #4b54c9; color: #fff; font: 600 16px/1.5 system-ui, sans-serif; cursor: pointer; box-shadow: 0 4px 14px rgb(10 12 30 / 30%); }
    button:hover { background: #3c44ad; }
    button:focus-visible { outline: 3px solid #4b54c9; outline-offset: 3px; }
    @media (forced-colors: active) { button { border: 1px solid; } }
    @media (max-width: 480px) { .panel { inset: 0.5rem 0.5rem 5rem; width: auto; height: auto; } }`;

  const made = (name, className) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    return element;
  };

  function start() {
    const place = into ? document.querySelector(into) : document.body;
    if (!place) return console.error(`scriptchat: there is no element ${into} on this page`);
    const host = made(into ? 'div' : 'aside');
    if (into) host.style.height = '100%';
    else host.setAttribute('aria-label', title);
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const box = made('div', side === 'left' ? 'left' : '');
    if (into) box.style.height = '100%';
    root.append(box);
    place.append(host);
    if (into) inline(box);
    else launcher(box);
  }

  function inline(box) {
    const area = made('div', 'inline');
    box.append(area);
    frame(area, () => {});
  }

  function launcher(box) {
    const button = made('button');
    button.type = 'button';
    const panel = made('div', 'panel');
    panel.id = 'panel';
    panel.hidden = true;
    button.setAttribute('aria-controls', 'panel');
    box.append(panel, button);
    let chat = null;
    let unread = 0;

    const say = () => {
      button.textContent = panel.hidden ? (unread ? `${label} (${unread})` : label) : 'Close';
      button.ariaLabel = panel.hidden ? `Open ${title}${unread ? `, ${unread} unread` : ''}` : `Close ${title}`;
      button.ariaExpanded = String(!panel.hidden);
    };
    const show = (open) => {
      panel.hidden = !open;
      if (open) unread = 0;
      say();
      if (open) {
        chat ??= frame(panel, hear);
        chat.focus();
      } else {
        button.focus();
      }
      chat?.tell({ type: 'scriptchat:shown', open });
    };
    const hear = (data) => {
      if (data.type === 'scriptchat:close') show(false);
      else if (data.type === 'scriptchat:ready') chat.tell({ type: 'scriptchat:shown', open: !panel.hidden });
      else if (data.type === 'scriptchat:unread' && Number.isSafeInteger(data.count)) {
        unread = data.count;
        say();
      }
    };
    button.addEventListener('click', () => show(panel.hidden));
    box.addEventListener('keydown', (event) => event.key === 'Escape' && !panel.hidden && show(false));
    say();
  }

  /** The page in a frame, spoken with only at its own origin. */
  function frame(area, hear) {
    const view = made('iframe');
    view.title = title;
    view.src = base.href;
    area.append(view);
    // Before it is loaded an empty page of this site stands in the frame, to which nothing is to be said.
    let isLoaded = false;
    const tell = (words) => isLoaded && view.contentWindow?.postMessage(words, base.origin);
    const refused = setTimeout(() => {
      console.error(`scriptchat: ${base.origin} does not answer here; start it with --allow-origin ${location.origin}`);
      const words = made('p');
      words.textContent = CLOSED;
      view.replaceWith(words);
    }, Number(script.dataset.patience) || PATIENCE);
    view.addEventListener('load', () => {
      isLoaded = true;
      tell({ type: 'scriptchat:hello' });
    });
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== view.contentWindow || origin !== base.origin || typeof data?.type !== 'string') return;
      if (data.type === 'scriptchat:ready') clearTimeout(refused);
      hear(data);
    });
    return { tell, focus: () => view.focus() };
  }

  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start, { once: true });
  else start();
})();
