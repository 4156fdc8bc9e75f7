// The theme: the system's, light or dark, one after the other at each press, remembered in this browser.
const KEY = 'scriptchat.theme';
const THEMES = ['system', 'light', 'dark'];
const PAPER = { light: '#f6f6fa', dark: '#12141c' };

export class Theme {
  #button;
  #announce;
  #metas = [...document.querySelectorAll('meta[name="theme-color"]')];

  constructor(button, announce) {
    this.#button = button;
    this.#announce = announce;
    for (const meta of this.#metas) meta.dataset.system = meta.content;
    button.addEventListener('click', () => this.#next());
    this.#apply(document.documentElement.dataset.theme ?? 'system');
  }

  #next() {
    const theme = THEMES[(THEMES.indexOf(this.#button.dataset.theme) + 1) % THEMES.length];
    this.#apply(theme);
    this.#announce(`Theme: ${theme}`);
    try {
      if (theme === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // It holds until the page is closed.
    }
  }

  #apply(theme) {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    this.#button.dataset.theme = theme;
    this.#button.ariaLabel = `Theme: ${theme}`;
    this.#button.title = `Theme: ${theme}`;
    for (const meta of this.#metas) meta.content = PAPER[theme] ?? meta.dataset.system;
  }
}
