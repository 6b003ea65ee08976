/** Texts that mean something to what may stand at the other end: a terminal, a CI runner, a browser, a spreadsheet. */
export const hostileTexts: { readonly [what: string]: string } = {
  'a colour': '\x1b[31mred',
  'hidden text': '\x1b[8mhidden\x1b[0m',
  'a cleared screen': '\x1b[2J\x1b[H',
  'a clipboard': '\x1b]52;c;cm0gLXJmIH4K\x07',
  'a link of a terminal': '\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\',
  'a C1 sequence': '\u009b2J',
  'a bell and a backspace': 'a\x07\b\b',
  'a carriage return': 'fine\rerror: forged',
  'line ends of Unicode': 'a\u2028::error::b\u2029::warning::c\u0085::notice::d',
  'a NUL': 'a\u0000b',
  'an override': '\u202egnp.exe\u202c',
  isolates: '\u2066a\u2069\u2067b\u2069',
  'zero width': 'ad\u200bmin\ufeff\u2060',
  'tags of Unicode': 'a\u{e0001}\u{e0041}\u{e007f}',
  'a filler': 'a\u3164b\u115f',
  'a lone surrogate': 'a\ud800b',
  'a joiner out of place': 'pass\u200dword\ufe0f',
  'a mark out of place': 'd-1\u200f\u200e\u061c',
  'a GitHub command of version 1': '##[set-output name=approved]true',
  'the same within a line': 'fine ##[add-mask]e',
  'one in capitals': '##[GROUP]x',
  'one behind hashes': '#####[error]x',
  'one with a joiner': '#\u200d#\u200d[error]x',
  'one with a selector': '#\ufe0f#\ufe0f[error]x',
  'marks that vouch for each other': '\u061c\u200f\u061c a\u0301\u200d\u0301b \u180b\u180b\u180e\u200d',
  'an Azure command': '##vso[task.setvariable variable=X]y',
  'the same within a line of it': 'fine ##vso[task.complete result=Succeeded]x',
  'a TeamCity command': "##teamcity[buildStatus status='SUCCESS']",
  'a GitHub command': '::set-output name=pwn::1',
  'one after spaces': ' \u00a0\u3000 ::add-mask::e',
  'one after a line feed': 'fine\n::stop-commands::x',
  'one after a tab and a line feed': 'fine\n\t::error::x',
  'one of one colon': ':',
  'properties of a command': 'a,title=b:c%0A::error::d',
  'a section of GitLab': '\x1b[0Ksection_start:1:x\r\x1b[0K',
  'a mention': '@octocat and @org/team',
  'an issue': '#1 and org/repo#2 and GH-3',
  'a link of Markdown': '[here](https://evil.example)',
  'an image of Markdown': '![x](https://evil.example/pixel.png)',
  'a bare address': 'https://evil.example www.evil.example a@evil.example',
  backticks: '`a``b```c',
  'a fence': '```\n::error::x\n```',
  details: '</details><details open><summary>x',
  'a comment': '<!-- --> --!> ]]>',
  'a script': '<script>alert(1)</script>',
  'an attribute': '" onmouseover="alert(1)" x=\'',
  'a table': 'a | b\n| --- |',
  'an entity': '&lt;script&gt;&#x3c;&amp;',
  'a formula': '=HYPERLINK("https://evil.example")',
  'a formula with a plus': "+cmd|' /C calc'!A0",
  'a formula with an at sign': '@SUM(1)',
  'a formula with a minus': '-1+1',
  'a formula after a tab': '\t=1+1',
  'a formula of double width': '\uff1d1+1',
  'quotes of CSV': 'a","b\r\n=1',
  'a path': '../../../etc/passwd',
  'a placeholder': '${var.x} {{ x }} %s %25 $(id) `id`',
  'the names of members': '__proto__ constructor toString',
  much: 'x'.repeat(100_000),
  'much of what is hidden': '\u202e'.repeat(20_000),
};

/** Texts that people write, which must come through. */
export const honestTexts: { readonly [what: string]: string } = {
  Hebrew: 'גיבוי יומי (v1.2)\u200f של המסד',
  Arabic: 'نسخة احتياطية \u200f(v2)',
  Persian: 'می\u200cخواهم',
  Hindi: 'क्\u200dष',
  family: '👨\u200d👩\u200d👧',
  astronaut: '👩🏽\u200d🚀 done ❤\ufe0f\u200d🔥',
  keycap: '1\ufe0f\u20e3',
  Chinese: '每日备份：生产环境',
  accents: 'Sauvegarde « quotidienne » – déjà vérifiée…',
  brackets: 'disks [a] and [b]: ok # not a command',
  colons: 'std::vector, a :: b',
  emoji: 'deployed :tada: 🎉',
};

/** What a CI runner would obey in a text, as the sources of the runners read lines. */
export function liveCommands(text: string): string[] {
  const ignorable = /[\u200b-\u200f\u061c\ufe00-\ufe0f\u00ad]/g;
  return text.split(/\r\n|\n|\r|\u0085|\u2028|\u2029/).filter((line) => {
    const seen = line.replace(ignorable, '');
    return /##\w*\[/.test(seen) || /^\s*::/.test(seen);
  });
}

/** The characters of a text that a terminal obeys or a reader cannot see; line feeds and tabs are none. */
export function hiddenIn(text: string): string[] {
  return [...text].filter(
    (char) => /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(char) && !'\n\t'.includes(char),
  );
}
