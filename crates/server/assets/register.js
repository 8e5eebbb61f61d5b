/* 登记页的键盘。The form works without it: Enter then shows what the server understood, and the
   buttons save. With it a clerk needs no mouse, and what he types is understood as he goes on. */
"use strict";
(function () {
  if (document.querySelector("[data-print-at-once]")) {
    window.addEventListener("load", function () { window.print(); });
  }
  var box = document.querySelector("[data-register]");
  if (!box) return;
  var form = box.querySelector("form.panel");
  var order = ["source", "phone", "name", "story", "item", "to"];
  var composing = false;
  var asking = 0;
  var asked = "";
  var timer = 0;

  /* asked by name: as a property, "item" would be the list's own method */
  function field(name) { return form.elements.namedItem(name); }
  function radios() { return Array.prototype.slice.call(form.querySelectorAll("input[name=source]")); }
  function visible(name) { return document.getElementById(name + "-row").hidden === false; }
  function press(value) { form.querySelector("button[name=do][value=" + value + "]").click(); }

  function focus(name) {
    if (name === "source") {
      radios().filter(function (one) { return one.checked; })[0].focus();
    } else if (name === "asked") {
      form.querySelector("input[name=asked]:checked").focus();
    } else if (name === "save") {
      form.querySelector("button[value=save]").focus();
    } else {
      var one = document.getElementById(name);
      one.focus();
      if (one.select) one.select();
    }
  }

  function after(name) {
    if (name === "to") return visible("asked") ? "asked" : "save";
    if (name === "asked") return "save";
    return order[order.indexOf(name) + 1];
  }

  function words() { return new URLSearchParams(new FormData(form)).toString(); }

  /* what the server understood, without leaving the page */
  function look() {
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string") body.append(name, value);
    });
    body.set("do", "look");
    var mine = asking += 1;
    var wish = { method: "POST", body: body, credentials: "same-origin" };
    wish.headers = { "X-Requested-With": "fetch" };
    asked = words();
    return fetch(form.action, wish)
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error("no")); })
      .then(function (text) {
        if (mine !== asking) return;
        var seen = new DOMParser().parseFromString(text, "text/html");
        ["phone-i", "item-i", "to-i", "due", "situation-i", "draft-i"].forEach(function (id) {
          var now = document.getElementById(id);
          var then = seen.getElementById(id);
          if (now && then) now.innerHTML = then.innerHTML;
        });
        var asked = seen.getElementById("asked-row");
        document.getElementById("asked-row").hidden = asked ? asked.hidden : true;
        var record = seen.getElementById("record");
        if (record && record.open) document.getElementById("record").open = true;
      })
      .catch(function () { /* the line stays as it was; saving says what is wrong */ });
  }
  function soon(wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, wait);
  }

  form.addEventListener("compositionstart", function () { composing = true; });
  form.addEventListener("compositionend", function () { composing = false; soon(400); });
  form.addEventListener("input", function (event) {
    if (composing || event.isComposing) return;
    var name = event.target.name;
    if (name === "phone") {
      var digits = event.target.value.replace(/\D/g, "");
      if (digits.length === 11) soon(0);
    } else if (name === "story" || name === "item" || name === "to") {
      soon(400);
    }
  });
  form.addEventListener("change", function () { soon(0); });
  window.setInterval(function () {
    /* nothing new is no news, and keeps no session awake */
    if (!composing && field("story").value.trim() !== "" && words() !== asked) soon(0);
  }, 30000);

  /* 称呼: a digit after the surname is a title */
  var titles = box.getAttribute("data-titles").split(" ");
  field("name").addEventListener("input", function (event) {
    if (composing || event.isComposing) return;
    var found = /^(\D*\S)\s*([1-4])$/.exec(event.target.value);
    if (found) event.target.value = found[1] + titles[Number(found[2]) - 1];
  });

  function keyInForm(event, name) {
    if (event.key === "Enter" && name !== "story" && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      if (name === "item" && field("item").value.trim() === "") {
        var use = document.querySelector("#item-i [data-use]");
        if (use) field("item").value = use.textContent;
      }
      soon(0);
      focus(after(name));
      return;
    }
    if (name === "source" && event.key >= "1" && event.key <= "5") {
      event.preventDefault();
      radios()[Number(event.key) - 1].checked = true;
      soon(0);
      focus("phone");
    }
    if (name === "asked" && (event.key === "0" || event.key === "1")) {
      event.preventDefault();
      form.querySelector("input[name=asked][value='" + event.key + "']").checked = true;
      soon(0);
    }
  }

  document.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "F9") {
      event.preventDefault();
      if (!event.shiftKey) return press("save");
      if (field("result").value.trim() === "") {
        document.getElementById("record").open = true;
        return focus("result");
      }
      return press("finish");
    }
    if (event.key === "F8") {
      var join = form.querySelector("button[name=join]");
      event.preventDefault();
      if (join) join.click();
      return undefined;
    }
    if (event.key === "Escape" && event.target.form === form) {
      window.location.assign("/w");
      return undefined;
    }
    if (event.target.form === form && event.target.name) keyInForm(event, event.target.name);
    return undefined;
  });

  if (!document.querySelector(".errsum")) focus("source");
}());
