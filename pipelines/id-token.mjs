// Prints the token by which this job of the pipeline proves to a cloud what it is. Standard output is a file of one reader.
import { fail, request } from './web.mjs';

const { SNAPSPEC_ID_TOKEN, SNAPSPEC_AUDIENCE, ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN } = process.env;

async function ofGitHub() {
  const url = new URL(ACTIONS_ID_TOKEN_REQUEST_URL);
  url.searchParams.set('audience', SNAPSPEC_AUDIENCE || 'sts.aliyuncs.com');
  const { value } = await request(url, { headers: { authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` } });
  return typeof value === 'string' && value !== '' ? value : fail('The reply of GitHub holds no id token.');
}

if (SNAPSPEC_ID_TOKEN) process.stdout.write(SNAPSPEC_ID_TOKEN);
else if (ACTIONS_ID_TOKEN_REQUEST_URL && ACTIONS_ID_TOKEN_REQUEST_TOKEN) process.stdout.write(await ofGitHub());
else
  fail(
    process.env.GITLAB_CI
      ? 'A role is given, and the job has no id token. Give the job `id_tokens: {SNAPSPEC_ID_TOKEN: {aud: sts.aliyuncs.com}}`.'
      : 'A role is given, and the job may ask for no id token. Give the job `permissions: {id-token: write}`.',
  );
