// 读者手边的几样：深浅色、正文里名称的连线、窄屏的菜单、随读的目次。选择存在读者自己的浏览器里。
// 不是模块：从磁盘上打开网页时也管用。
(() => {
  const root = document.documentElement;
  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @param {string} css @returns {HTMLElement[]} */
  const all = (css) => [...document.querySelectorAll(css)].filter((one) => one instanceof HTMLElement);
  /** 事件是不是出在这样的元素里。
   *  @param {Event} event @param {string} css */
  const inside = (event, css) => event.target instanceof Element && event.target.closest(css) !== null;

  /** @param {string} key */
  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string | null} value */
  function write(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      /* 不许存就只管这一页 */
    }
  }

  /** 深浅色：选得与系统相同就不存，以后仍随系统。 */
  function scheme() {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => root.dataset.scheme === "dark" || (root.dataset.scheme !== "light" && system.matches);
    const tell = () => {
      for (const button of all("[data-gw-scheme]")) button.setAttribute("aria-checked", String(dark()));
    };
    tell();
    system.addEventListener("change", tell);
    document.addEventListener("click", (event) => {
      if (!inside(event, "[data-gw-scheme]")) return;
      const wanted = !dark();
      const chosen = wanted === system.matches ? null : wanted ? "dark" : "light";
      root.dataset.scheme = chosen ?? "system";
      write("gongwen.scheme", chosen);
      tell();
    });
  }

  /** 名称的提示，一页之中只在头一处写全（hooks/lean.py）：其余的照抄。 */
  function tips() {
    /** @type {Map<string | null, string>} */
    const first = new Map();
    for (const link of all("a[title], a[data-tip]")) {
      const address = link.getAttribute("href");
      if (link.dataset.tip !== undefined) link.title = first.get(address) ?? "";
      else if (!first.has(address)) first.set(address, link.title);
    }
  }

  /** 正文里名称的连线。 */
  function links() {
    /** @param {boolean} off */
    const apply = (off) => {
      root.classList.toggle("gw-unlinked", off);
      for (const link of all(":is(.gw-text, .gw-intro-text) :is(.term, .ent)")) {
        if (off) link.tabIndex = -1;
        else link.removeAttribute("tabindex");
      }
      for (const button of all("[data-gw-links]")) {
        button.hidden = false;
        button.setAttribute("aria-pressed", String(!off));
        button.textContent = off ? "文中链接：隐藏" : "文中链接：显示";
      }
    };
    apply(read("gongwen.links") === "off");
    document.addEventListener("click", (event) => {
      if (!inside(event, "[data-gw-links]")) return;
      const off = !root.classList.contains("gw-unlinked");
      write("gongwen.links", off ? "off" : "on");
      apply(off);
    });
  }

  /** 窄屏的菜单：选了条目、点到别处、焦点离开、按 Esc，都收起。 */
  function menu() {
    const drawer = document.querySelector(".gw-drawer");
    if (!(drawer instanceof HTMLDetailsElement)) return;
    const close = () => {
      drawer.open = false;
    };
    /** @param {EventTarget | null} place */
    const holds = (place) => place instanceof Node && drawer.contains(place);
    drawer.addEventListener("click", (event) => {
      if (inside(event, "a")) close();
    });
    drawer.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !holds(event.relatedTarget)) close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (drawer.open && !holds(event.target)) close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.open) return;
      close();
      drawer.querySelector("summary")?.focus();
    });
  }

  /** 目次比窗口高时自己滚动：正文读到哪一条，把那一条带进视野。 */
  function contents() {
    for (const column of all(".gw-side.left > *")) {
      new MutationObserver(() => {
        const here = [...column.querySelectorAll(".md-nav__link--active")].pop();
        const box = column.getBoundingClientRect();
        const at = here?.getBoundingClientRect();
        if (!at) column.scrollTop = 0;
        else if (at.top < box.top || at.bottom > box.bottom)
          column.scrollTop += at.top - box.top - column.clientHeight / 3;
      }).observe(column, { subtree: true, attributeFilter: ["class"] });
    }
  }

  /** 地址指着本页没有的一处：说出来，不让读者以为页首就是所引的地方。 */
  function place() {
    const note = document.createElement("p");
    note.className = "gw-note gw-lost";
    note.setAttribute("role", "status");
    const tell = () => {
      const id = decoded(location.hash.slice(1));
      note.textContent = "";
      const found = document.getElementById(id);
      if (id && moved(found)) return;
      if (found instanceof HTMLDetailsElement) found.open = true; // 指着折起的一栏，打开它
      if (!id || found) return note.remove();
      const article = document.getElementById("main");
      const gone = (article?.dataset.gone ?? "").split(" ").includes(id);
      (article?.querySelector(".gw-title") ?? article)?.after(note);
      note.textContent = gone
        ? `地址所指的一段（#${id}）曾在本页，已在更正时删去。`
        : `本页没有地址所指的一处（#${id}）：地址可能抄得不全。`;
    };
    addEventListener("hashchange", tell);
    tell();
  }

  /** 旧地址上的段落今在别处：带着段址去那里，赶在网页自己转到新址之前。
   *  @param {HTMLElement | null} found */
  function moved(found) {
    const link = found?.closest(".gw-moved") ? found.querySelector("a")?.href : undefined;
    const onward = document.getElementById("main")?.dataset.onward;
    const to = link ?? (onward && onward + location.search + location.hash);
    if (to) location.replace(to);
    return to !== undefined;
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** 自己左右滚动的表格和代码，键盘也到得了。 */
  function scrollers() {
    for (const one of all(".gw-scroll, .md-typeset__scrollwrap, pre")) {
      const wide = one.scrollWidth > one.clientWidth;
      if (!wide) {
        for (const name of ["tabindex", "role", "aria-label"]) one.removeAttribute(name);
        continue;
      }
      one.tabIndex = 0;
      one.setAttribute("role", "group");
      one.setAttribute("aria-label", "可左右滚动");
    }
  }

  /** 上下文按后文排列，再按一下照原来的年份。 */
  function contexts() {
    const order = new Intl.Collator("zh-CN");
    for (const button of all("[data-gw-kwic]")) {
      const body = button.parentElement?.nextElementSibling?.querySelector("tbody");
      if (!body) continue;
      const rows = [...body.rows];
      /** @param {HTMLTableRowElement} row */
      const after = (row) => row.querySelector(".r")?.textContent?.replace(/^[\p{P}\s]+/u, "") ?? "";
      button.hidden = false;
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        body.append(...(on ? [...rows].sort((a, b) => order.compare(after(a), after(b))) : rows));
      });
    }
  }

  tips();
  scheme();
  contexts();
  addEventListener("load", scrollers);
  addEventListener("resize", scrollers);
  document.addEventListener("toggle", scrollers, true);
  place();
  links();
  menu();
  contents();
  // 从检索结果来的，标出检索的词
  if (new URLSearchParams(location.search).has("h")) import(new URL("search/arrival.js", source).href);
})();
