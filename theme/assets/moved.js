// 旧地址上的段落今在别处：带着段址去那里。不是模块：赶在自动转到新址之前。
(() => {
  const onward = document.getElementById("main")?.dataset.onward;
  const lead = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* 抄错的地址照原样 */
    }
    if (!id) return;
    const link = document.getElementById(id)?.querySelector(":scope > a");
    if (link instanceof HTMLAnchorElement && link.closest(".gw-moved")) location.replace(link.href);
    else if (onward) location.replace(onward + location.search + location.hash);
  };
  addEventListener("hashchange", lead);
  lead();
})();
