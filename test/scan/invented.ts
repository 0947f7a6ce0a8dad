/**
 * Made-up secrets of many kinds, in the sentences people put them into: from a seed, so that each run sees
 * the same, and from templates, so that no secret stands in the repository.
 */

/** A small generator (mulberry32): what matters is that it is the same everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const digits = '0123456789'
const small = 'abcdefghijklmnopqrstuvwxyz'
const large = small.toUpperCase()
const signs: Record<string, string> = {
  /** alphanumeric, base64url, base64, hex, HEX, digits, lower and digits, UPPER and digits, base32 */
  A: digits + small + large,
  U: `${digits}${small}${large}-_`,
  B: `${digits}${small}${large}+/`,
  h: `${digits}abcdef`,
  H: `${digits}ABCDEF`,
  d: digits,
  l: digits + small,
  L: digits + large,
  T: `${large}234567`,
  Q: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
}

/** `{A36}` is 36 of the alphabet A; everything else stands as it is. */
export function invent(template: string, random: () => number): string {
  return template.replaceAll(/\{([A-Za-z])(\d+)\}/g, (_all, alphabet: string, length: string) => {
    const from = signs[alphabet] ?? ''
    let made = ''
    while (made.length < Number(length)) made += from[Math.floor(random() * from.length)] ?? ''
    return made
  })
}

const uuid = '{h8}-{h4}-{h4}-{h4}-{h12}'
const keyLines = `{B64}\n{B64}\n{B64}\n{B30}==`

/** By kind: as their issuers describe them, or as they are seen. */
export const templates: Readonly<Record<string, string>> = {
  anthropic: 'sk-ant-api03-{U93}AA',
  'anthropic oauth': 'sk-ant-oat01-{U86}-{A8}AA',
  'openai project': 'sk-proj-{U74}T3BlbkFJ{U73}A',
  'openai service account': 'sk-svcacct-{U58}T3BlbkFJ{U58}',
  'openai old': 'sk-{A20}T3BlbkFJ{A20}',
  openrouter: 'sk-or-v1-{h64}',
  deepseek: 'sk-{h32}',
  elevenlabs: 'sk_{h48}',
  'google api': 'AIzaSy{U33}',
  huggingface: 'hf_{A34}',
  replicate: 'r8_{A37}',
  groq: 'gsk_{A52}',
  xai: 'xai-{A80}',
  perplexity: 'pplx-{A48}',
  nvidia: 'nvapi-{U64}',
  langsmith: 'lsv2_pt_{h32}_{h10}',
  tavily: 'tvly-{A32}',
  pinecone: 'pcsk_{A6}_{A63}',
  github: 'ghp_{A36}',
  'github app': 'ghs_{A36}',
  'github fine': 'github_pat_{A22}_{A59}',
  gitlab: 'glpat-{U20}',
  'gitlab routable': 'glpat-{U27}.01.{l9}',
  bitbucket: 'ATBB{A32}',
  atlassian: 'ATATT3xFfGF0{U171}={H8}',
  sourcegraph: 'sgp_{h16}_{h40}',
  linear: 'lin_api_{A40}',
  circleci: 'CCIPAT_{A22}_{h40}',
  buildkite: 'bkua_{h40}',
  netlify: 'nfp_{A36}',
  sentry: 'sntryu_{h64}',
  postman: 'PMAK-{h24}-{h34}',
  figma: 'figd_{U40}',
  notion: 'ntn_{A46}',
  'notion old': 'secret_{A43}',
  airtable: 'pat{A14}.{h64}',
  aws: 'AKIA{T16}',
  'aws secret': 'aws_secret_access_key = {B40}',
  'google client secret': 'GOCSPX-{U28}',
  'google access': 'ya29.{U120}',
  'azure client secret': '{A3}8Q~{U34}',
  'azure storage':
    'DefaultEndpointsProtocol=https;AccountName=store7;AccountKey={B86}==;EndpointSuffix=core.windows.net',
  digitalocean: 'dop_v1_{h64}',
  terraform: '{A14}.atlasv1.{U67}',
  vault: 'hvs.{U95}',
  pulumi: 'pul-{h40}',
  doppler: 'dp.pt.{A43}',
  tailscale: 'tskey-auth-{A12}-{A32}',
  databricks: 'dapi{h32}',
  planetscale: 'pscale_tkn_{U43}',
  supabase: 'sbp_{h40}',
  grafana: 'glsa_{A32}_{h8}',
  newrelic: 'NRAK-{L27}',
  dynatrace: 'dt0c01.{L24}.{L64}',
  slack: 'xoxb-{d12}-{d13}-{A24}',
  'slack app': 'xapp-1-A{L10}-{d13}-{h64}',
  'slack webhook': 'https://hooks.slack.com/services/T{L10}/B{L10}/{A24}',
  discord: 'MT{A24}.{U6}.{U38}',
  'discord webhook': 'https://discord.com/api/webhooks/{d19}/{U68}',
  telegram: '{d10}:AA{U33}',
  twilio: 'SK{h32}',
  sendgrid: 'SG.{U22}.{U43}',
  mailgun: 'key-{h32}',
  resend: 're_{A8}_{A24}',
  brevo: 'xkeysib-{h64}-{A16}',
  meta: 'EAAC{A120}',
  stripe: 'sk_live_{A24}',
  'stripe webhook': 'whsec_{A32}',
  square: 'sq0csp-{U43}',
  shopify: 'shpat_{h32}',
  razorpay: 'rzp_live_{A14}',
  plaid: `access-production-${uuid}`,
  npm: 'npm_{A36}',
  pypi: 'pypi-AgEIcHlwaS5vcmc{U150}',
  rubygems: 'rubygems_{h48}',
  crates: 'cio{A32}',
  nuget: 'oy2{l43}',
  docker: 'dckr_pat_{U27}',
  artifactory: 'AKCp{A69}',
  age: 'AGE-SECRET-KEY-1{Q58}',
  'private key': `-----BEGIN PRIVATE KEY-----\n${keyLines}\n-----END PRIVATE KEY-----`,
  'ssh key': `-----BEGIN OPENSSH PRIVATE KEY-----\n${keyLines}\n-----END OPENSSH PRIVATE KEY-----`,
  'pgp key': `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${keyLines}\n-----END PGP PRIVATE KEY BLOCK-----`,
  'json web token': 'eyJhbGciOiJIUzI1NiJ9.eyJ{U80}.{U43}',
  postgres: 'postgres://orders:{A14}@db.internal:5432/orders',
  mysql: 'mysql://root:{A8}!{d2}@10.0.0.7/shop',
  mongodb: 'mongodb+srv://svc:{A16}@cluster0.ab1cd.mongodb.net',
  redis: 'redis://:{A20}@cache.internal:6379/0',
  amqp: 'amqps://worker:{U18}@mq.internal',
  'basic in address': 'https://deploy:{A20}@git.internal/repo.git',
  'bearer header': 'Authorization: Bearer {U40}',
  'key header': 'X-Api-Key: {A32}',
  'curl user': 'curl -u admin:{A12} https://intranet/api',
  'env password': 'DB_PASSWORD={A12}',
  'env secret': 'SESSION_SECRET={h64}',
  'env key': 'DATADOG_API_KEY={h32}',
  'env quoted': 'SMTP_PASS="{A6}!{A5}{d1}"',
  'json field': '{"client_secret": "{U40}"}',
  'yaml field': 'password: {A10}{d2}#{A3}',
  'connection string': 'Server=sql1;Database=shop;User Id=sa;Password={A12}{d1};',
}

/** Sentences around a secret, in which a scanner of code finds less: a full stop, brackets, no space. */
export const sentences: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `Use ${secret}. It works until Friday.`,
  (secret) => `I tried it again (${secret}) and got the same answer.`,
  (secret) => `The old one was "${secret}", please do not use it any more.`,
  (secret) => `Run this:\n\n\`\`\`sh\n${secret}\n\`\`\`\n\nand tell me what it prints.`,
  (secret) => `请使用${secret}，谢谢。`,
  (secret) => `キーは「${secret}」です。`,
]

const innocents: readonly string[] = [
  'Commit {h40} fixes it, and {h7} broke it; the build is {h64}.',
  'The request {h8}-{h4}-4{h3}-a{h3}-{h12} took 31 ms and ended at 2026-11-30T10:{d2}:{d2}Z.',
  '"resolved": "https://registry.example/left-pad-1.{d1}.{d1}.tgz",\n"integrity": "sha512-{B86}=="',
  '![picture](data:image/png;base64,iVBORw0KGgo{B200}=)',
  'const token = await next(scanner, {d4})\nif (token.kind === "number{d2}") return parse(token)',
  'The password field has at least {d2} signs, and its hash is kept as `sha256:{B43}`.',
  'Set `API_KEY` in your `.env`, then call `client.authorize({ scope: "read:{l6}" })`.',
  'See https://example.com/docs/{l12}/page-{d3}?ref={l8}#section-{d2}, or write to team{d2}@example.com.',
  'SHA256 fingerprint: {H2}:{H2}:{H2}:{H2}:{H2}:{H2}:{H2}:{H2}; serial {d20}.',
  'key: {l6}-{l4}\nvalue: {d6}\nversion: 1.{d2}.{d1}\nimage: nginx@sha256:{h64}',
  'sk-learn 1.{d1} and r8_tools {d2}; the task {l8} is npm_config_cache_{l5}, gh-pages-{d4}.',
  'Session {d6} lasted {d2} minutes; token count: {d5}, max_tokens: {d4}, secret ballot: yes{d1}.',
]

/** A paragraph as documents, code and lock files have them, with no secret in it. */
export function innocent(random: () => number): string {
  const template = innocents[Math.floor(random() * innocents.length)] ?? ''
  return invent(template, random)
}
