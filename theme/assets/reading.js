// 正文里名称的连线：读者可以关掉，选择存在自己的浏览器里。
(() => {
  const key = "gongwen.links";
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = value => { try { localStorage.setItem(key, value); } catch { /* 不许存就只管这一页 */ } };
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
  apply(read() === "off");
  // 从检索结果来的，标出检索的词
  if (new URLSearchParams(location.search).has("h")) import(new URL("search/arrival.js", document.currentScript.src));
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-gw-links]")) return;
    const off = !root.classList.contains("gw-unlinked");
    write(off ? "off" : "on");
    apply(off);
  });
})();
