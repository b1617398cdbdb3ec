// 读者手边的几样：深浅色、正文里名称的连线、窄屏的菜单、随读的目次。选择存在读者自己的浏览器里。
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      /* 不许存就只管这一页 */
    }
  };

  // 深浅色：选得与系统相同就不存，以后仍随系统
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => root.dataset.scheme === "dark" || (root.dataset.scheme !== "light" && system.matches);
  const tell = () => {
    for (const button of document.querySelectorAll("[data-gw-scheme]"))
      button.setAttribute("aria-checked", String(dark()));
  };
  const turn = () => {
    const wanted = !dark();
    const chosen = wanted === system.matches ? null : wanted ? "dark" : "light";
    root.dataset.scheme = chosen ?? "system";
    write("gongwen.scheme", chosen);
    tell();
  };
  tell();
  system.addEventListener("change", tell);

  // 正文里名称的连线
  const apply = (off) => {
    root.classList.toggle("gw-unlinked", off);
    for (const link of document.querySelectorAll(
      ".gw-text .term, .gw-text .ent, .gw-intro-text .term, .gw-intro-text .ent",
    )) {
      if (off) link.tabIndex = -1;
      else link.removeAttribute("tabindex");
    }
    for (const button of document.querySelectorAll("[data-gw-links]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(!off));
      button.textContent = off ? "正文连线：关" : "正文连线：开";
    }
  };
  apply(read("gongwen.links") === "off");

  // 窄屏的菜单：选了条目、点到别处、焦点离开、按 Esc，都收起
  const drawer = document.querySelector(".gw-drawer");
  const close = () => {
    drawer.open = false;
  };
  drawer?.addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  drawer?.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !drawer.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (drawer?.open && !drawer.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer?.open) return;
    close();
    drawer.querySelector("summary").focus();
  });

  // 目次比窗口高时自己滚动：正文读到哪一条，把那一条带进视野
  for (const column of document.querySelectorAll(".gw-side.left > *")) {
    new MutationObserver(() => {
      const here = [...column.querySelectorAll(".md-nav__link--active")].pop();
      const box = column.getBoundingClientRect();
      const at = here?.getBoundingClientRect();
      if (!at) column.scrollTop = 0;
      else if (at.top < box.top || at.bottom > box.bottom)
        column.scrollTop += at.top - box.top - column.clientHeight / 3;
    }).observe(column, { subtree: true, attributeFilter: ["class"] });
  }

  // 从检索结果来的，标出检索的词
  if (new URLSearchParams(location.search).has("h"))
    import(new URL("search/arrival.js", document.currentScript.src));

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-gw-scheme]")) turn();
    if (event.target.closest?.("[data-gw-links]")) {
      const off = !root.classList.contains("gw-unlinked");
      write("gongwen.links", off ? "off" : "on");
      apply(off);
    }
  });
})();
