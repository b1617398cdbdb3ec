// 读者手边的开关：深浅色、正文里名称的连线、窄屏的菜单。选择存在读者自己的浏览器里。
(() => {
  const root = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => {
    try { if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value); } catch { /* 不许存就只管这一页 */ }
  };

  // 深浅色：选得与系统相同就不存，以后仍随系统
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => root.dataset.scheme === "dark" || (root.dataset.scheme !== "light" && system.matches);
  const tell = () => {
    for (const button of document.querySelectorAll("[data-gw-scheme]")) button.setAttribute("aria-checked", String(dark()));
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
  const apply = off => {
    root.classList.toggle("gw-unlinked", off);
    for (const link of document.querySelectorAll(".gw-text .term, .gw-text .ent, .gw-intro-text .term, .gw-intro-text .ent")) {
      if (off) link.tabIndex = -1; else link.removeAttribute("tabindex");
    }
    for (const button of document.querySelectorAll("[data-gw-links]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(!off));
      button.textContent = off ? "正文连线：关" : "正文连线：开";
    }
  };
  apply(read("gongwen.links") === "off");

  // 从检索结果来的，标出检索的词
  if (new URLSearchParams(location.search).has("h")) import(new URL("search/arrival.js", document.currentScript.src));

  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-gw-scheme]")) turn();
    if (event.target.closest?.("[data-gw-links]")) {
      const off = !root.classList.contains("gw-unlinked");
      write("gongwen.links", off ? "off" : "on");
      apply(off);
    }
  });
})();
