import { serveHttp } from '../support/servers.ts';

/** What the server of a forge was asked. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: any;
};
/** A comment of a request, and who has written it. */
export type Comment = { readonly id: number; body: string; readonly author: string };

export type Forge = {
  readonly url: string;
  readonly asked: Asked[];
  readonly comments: Comment[];
  /** Answered instead, to the next requests. */
  readonly refusals: { readonly status: number; readonly text: string }[];
};

/** How a forge answers: undefined is a path that it does not have. */
type Answer = (asked: Asked, forge: Forge) => unknown;

async function serveForge(answer: Answer): Promise<Forge> {
  const forge: { -readonly [M in keyof Forge]: Forge[M] } = { url: '', asked: [], comments: [], refusals: [] };
  const port = await serveHttp((request, response) => {
    let text = '';
    request.on('data', (data) => (text += String(data)));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const asked = { method, path, headers, body: text === '' ? undefined : JSON.parse(text) };
      forge.asked.push(asked);
      const refusal = forge.refusals.shift();
      const found = refusal ?? answer(asked, forge);
      response.writeHead(refusal?.status ?? (found === undefined ? 404 : 200), { 'content-type': 'application/json' });
      response.end(refusal?.text ?? JSON.stringify(found ?? { message: 'Not Found' }));
    });
  });
  forge.url = `http://127.0.0.1:${port}`;
  return forge;
}

const page = <Item>(all: readonly Item[], path: string): readonly Item[] => {
  const query = new URL(path, 'http://x').searchParams;
  const [size, at] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
  return all.slice(size * (at - 1), size * at);
};

function edited(forge: Forge, id: string | undefined, body: { readonly body: string }): object | undefined {
  const found = forge.comments.find((one) => one.id === Number(id));
  if (found) found.body = body.body;
  return found;
}

function written(forge: Forge, author: string, { body }: { readonly body: string }): object {
  forge.comments.push({ id: 1_000 + forge.comments.length, body, author });
  return {};
}

/** GitHub, as far as a step of an action asks it: comments of an issue, and an id token for the audience that is asked for. */
export const serveGitHub = (tokenFor: (audience: string) => string = () => ''): Promise<Forge> =>
  serveForge(({ method, path, body }, forge) => {
    const list = /^\/repos\/acme\/backups\/issues\/7\/comments/.test(path);
    const one = /^\/repos\/acme\/backups\/issues\/comments\/(\d+)$/.exec(path)?.[1];
    if (path.startsWith('/id-token?')) return { value: tokenFor(new URL(path, 'http://x').searchParams.get('audience') ?? '') };
    if (list && method === 'GET')
      return page(
        forge.comments.map(({ id, body: text, author }) => ({ id, body: text, user: { login: author } })),
        path,
      );
    if (list && method === 'POST') return written(forge, 'github-actions[bot]', body);
    return one !== undefined && method === 'PATCH' ? edited(forge, one, body) : undefined;
  });

/** GitLab, as far as a job asks it: the notes of a merge request, and whose the token is. */
export const serveGitLab = (): Promise<Forge> =>
  serveForge(({ method, path, body }, forge) => {
    const list = /^\/api\/v4\/projects\/11\/merge_requests\/7\/notes(\?|$)/.test(path);
    const one = /^\/api\/v4\/projects\/11\/merge_requests\/7\/notes\/(\d+)$/.exec(path)?.[1];
    if (path === '/api/v4/user') return { username: 'project_11_bot' };
    if (list && method === 'GET')
      return page(
        forge.comments.map(({ id, body: text, author }) => ({ id, body: text, author: { username: author } })),
        path,
      );
    if (list && method === 'POST') return written(forge, 'project_11_bot', body);
    return one !== undefined && method === 'PUT' ? edited(forge, one, body) : undefined;
  });
