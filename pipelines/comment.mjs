// Writes the plan of this run into one comment of the pull request (GitHub) or merge request (GitLab), and into no second one:
// the comment of an earlier run is found by its hidden first line and its author, and edited.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from './web.mjs';

const env = process.env;
const spec = (env.SNAPSPEC_SPEC || 'snapspec.yaml').trim().split('\n').join(' ');
/** Nothing in it can end the hidden line. */
const marker = `<!-- snapspec comment ${spec.replace(/[^\w ./]/g, '_').slice(0, 200)} -->`;
const pages = 100;

/** An issue's comments on GitHub. The author is compared, since anybody may write a comment that begins as ours does. */
function github() {
  const api = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`;
  const headers = {
    authorization: `Bearer ${env.SNAPSPEC_TOKEN}`,
    accept: 'application/vnd.github+json',
    'content-type': 'application/json',
  };
  const help = 'Give the job `permissions: {pull-requests: write}`.';
  return {
    number: env.SNAPSPEC_REQUEST,
    run: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
    list: (number, page) => request(`${api}/${number}/comments?per_page=100&page=${page}`, { headers, help }),
    author: async () => env.SNAPSPEC_AUTHOR || 'github-actions[bot]',
    authorOf: ({ user }) => user?.login,
    create: (number, body) => request(`${api}/${number}/comments`, { method: 'POST', headers, body: JSON.stringify({ body }), help }),
    edit: (_, id, body) => request(`${api}/comments/${id}`, { method: 'PATCH', headers, body: JSON.stringify({ body }), help }),
  };
}

/** The notes of a merge request on GitLab. The token of a job may not write them: it takes one of the project. */
function gitlab() {
  const api = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests`;
  const headers = { 'private-token': env.SNAPSPEC_TOKEN, 'content-type': 'application/json' };
  const help = 'SNAPSPEC_TOKEN has to be a project access token with the scope api and the role Reporter.';
  return {
    number: env.CI_MERGE_REQUEST_IID,
    run: env.CI_JOB_URL,
    list: (number, page) => request(`${api}/${number}/notes?per_page=100&page=${page}&sort=asc`, { headers, help }),
    author: async () => (await request(`${env.CI_API_V4_URL}/user`, { headers, help })).username,
    authorOf: ({ author }) => author?.username,
    create: (number, body) => request(`${api}/${number}/notes`, { method: 'POST', headers, body: JSON.stringify({ body }), help }),
    edit: (number, id, body) => request(`${api}/${number}/notes/${id}`, { method: 'PUT', headers, body: JSON.stringify({ body }), help }),
  };
}

/** The page that the plan has written, or that there is none: a comment of an earlier plan must not stay as if it were of now. */
function text(run) {
  const path = join(env.SNAPSPEC_OUT ?? '.', 'plan.md');
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const made = page || `### snapspec plan: no plan was made\n\nThe log of the run says why.\n`;
  const commit = /^[0-9a-f]{40,64}$/.exec(env.SNAPSPEC_COMMIT ?? '')?.[0];
  const from = [commit && `of commit ${commit}`, /^https?:\/\/[\w./:-]+$/.test(run ?? '') && `[the run](${run})`]
    .filter(Boolean)
    .join(', ');
  return `${marker}\n${made}${from && `\n${from}\n`}`;
}

async function earlier(site) {
  const author = await site.author();
  for (let page = 1; page <= pages; page++) {
    const found = await site.list(site.number, page);
    const ours = found.find((one) => one.body?.startsWith(`${marker}\n`) && site.authorOf(one) === author);
    if (ours || found.length < 100) return ours;
  }
  return undefined;
}

const site = env.GITLAB_CI ? gitlab() : github();
if (!/^\d+$/.test(site.number ?? '')) console.error('snapspec: No comment: this run is of no pull request.');
else if (!env.SNAPSPEC_TOKEN) console.error('snapspec: No comment: SNAPSPEC_TOKEN holds no token that may write one.');
else {
  const body = text(site.run);
  const found = await earlier(site);
  await (found ? site.edit(site.number, found.id, body) : site.create(site.number, body));
  console.error(`snapspec: The comment was ${found ? 'edited' : 'written'}.`);
}
