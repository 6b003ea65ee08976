/** Text on its way out: each destination has its own way to be told that a text is only a text. */
export { azureData, azureProperty } from './azure.ts';
export { csvCell, csvRow } from './csv.ts';
export { cut } from './cut.ts';
export { githubData, githubProperty } from './github.ts';
export { gitlabDescription } from './gitlab.ts';
export { html } from './html.ts';
export { jsonLine, jsonText } from './json.ts';
export { logLine } from './log.ts';
export { markdownBlock, markdownCode, markdownComment } from './markdown.ts';
export { sarifMessage } from './sarif.ts';
export { terminal, terminalOutput } from './terminal.ts';
export { xmlAttribute, xmlText } from './xml.ts';
