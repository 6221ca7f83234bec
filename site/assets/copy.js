// Copy takes the stored text and request, never what the page shows of them.
(() => {
  const { text, front, request } = JSON.parse(document.getElementById("copies").textContent);
  const said = document.getElementById("said");
  const literal = JSON.stringify;

  const frontMatter = () => {
    const lines = Object.entries(front).map(([name, value]) => `${name}: ${literal(value)}`);
    const hasNotes = /^<!--\s*notes\s*-->/im.test(text);
    if (hasNotes) lines.push(`prompt: ${literal(text)}`);
    return `---\n${lines.join("\n")}\n---\n${hasNotes ? "" : `${text}\n`}`;
  };
  const curl = () => {
    const body = literal(request, null, 2).replaceAll("'", "'\\''");
    return [
      "curl https://api.openai.com/v1/images/generations \\",
      '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '${body}'\n`,
    ].join("\n");
  };
  const python = () => {
    const named = Object.entries(request).map(([name, value]) => `    ${name}=${literal(value)},`);
    return [
      "import base64",
      "import pathlib",
      "",
      "from openai import OpenAI",
      "",
      "answer = OpenAI().images.generate(",
      ...named,
      ")",
      'pathlib.Path("picture.png").write_bytes(base64.b64decode(answer.data[0].b64_json))\n',
    ].join("\n");
  };
  const forms = { text: () => text, front: frontMatter, json: () => literal(request, null, 2), curl, python };

  // a page opened as a file, or over plain http, may lack the clipboard
  const byCommand = (words) => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = words;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  const put = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return byCommand(words);
    }
  };
  const say = (button, words, done) => {
    button.dataset.word ||= button.textContent;
    button.textContent = words;
    button.classList.toggle("done", done);
    said.textContent = words;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(() => {
      button.textContent = button.dataset.word;
      button.classList.remove("done");
      said.textContent = "";
    }, 2000);
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const done = await put(forms[button.dataset.copy]());
      const shown = document.getElementById("prompt");
      if (!done && shown) getSelection().selectAllChildren(shown);
      say(button, done ? "Copied" : "Press Ctrl+C", done);
    });
  }
})();
