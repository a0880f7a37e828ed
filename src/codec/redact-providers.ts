/** Keys of well-known providers, as they document them: the word that they begin with, and the whole. */
const families: readonly (readonly [words: string, shape: RegExp])[] = [
  ['ghp gho ghu ghs ghr', /^gh[a-z]_[A-Za-z0-9]{30,}/],
  ['github', /^github_pat_\w{40,}/],
  ['glpat gldt glrt glptt glcbt glsoat glft glimt glagent', /^gl[a-z]{2,5}-[\w-]{20,}/],
  ['sk rk', /^[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,}/],
  ['sk', /^sk-(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{20,}/],
  ['sk', /^sk-(?:proj|svcacct|admin|ant|or|lf)-[\w-]{20,}/],
  ['xoxb xoxp xoxa xoxr xoxs xoxe xoxc xoxd', /^xox[a-z][-.](?=\D{0,20}\d)[\w.-]{10,}/],
  ['xapp', /^xapp-\d-[\w-]{20,}/],
  ['npm', /^npm_[A-Za-z0-9]{36}/],
  ['pypi', /^pypi-[\w-]{40,}/],
  ['hf', /^hf_[A-Za-z0-9]{30,}/],
  ['dckr', /^dckr_(?:pat|oat)_[\w-]{20,}/],
  ['dop doo dor', /^do[opr]_v1_[a-f0-9]{40,}/],
  ['shpat shpca shppa shpss', /^shp[a-z]{2}_[a-fA-F0-9]{32}/],
  ['sq0atp sq0csp', /^sq0[a-z]{3}-[\w-]{22,}/],
  ['SG', /^SG\.[\w-]{16,}\.[\w-]{16,}/],
  ['key', /^key-[a-f0-9]{32}(?!\w)/],
  ['whsec', /^whsec_[A-Za-z0-9+/=]{20,}/],
  ['lin', /^lin_(?:api|oauth)_[A-Za-z0-9]{32,}/],
  ['gsk', /^gsk_[A-Za-z0-9]{40,}/],
  ['r8', /^r8_[A-Za-z0-9]{30,}/],
  ['pplx xai', /^(?:pplx|xai)-[A-Za-z0-9]{40,}/],
  ['hvs hvb hvr', /^hv[sbr]\.[\w-]{20,}/],
  ['ya29', /^ya29\.[\w-]{20,}/],
  ['GOCSPX', /^GOCSPX-[\w-]{24,}/],
  ['atlasv1', /^atlasv1\.[\w-]{40,}/],
  ['sntrys sntryu', /^sntry[su]_[\w=+/.-]{20,}/],
  ['tskey', /^tskey-[a-z]+-[\w-]{12,}/],
  ['pul', /^pul-[a-f0-9]{40}/],
  ['PMAK', /^PMAK-[a-f0-9]{24}-[a-f0-9]{34}/],
  ['NRAK NRRA', /^NR[A-Z]{2}-[A-Za-z0-9]{27,}/],
  ['figd', /^figd_[\w-]{30,}/],
  ['nvapi', /^nvapi-[\w-]{40,}/],
  ['AGE', /^AGE-SECRET-KEY-1[A-Z0-9]{58}/],
  ['secret ntn', /^(?:secret|ntn)_[A-Za-z0-9]{40,}/],
  ['sbp', /^sbp_[a-f0-9]{40}/],
  ['sb', /^sb_secret_[\w-]{20,}/],
  ['CFPAT', /^CFPAT-[\w-]{43}/],
  ['pscale', /^pscale_(?:tkn|pw|oauth)_[\w.=-]{32,}/],
  ['rubygems', /^rubygems_[a-f0-9]{48}/],
  ['services', /^services\/T\w{6,}\/B\w{6,}\/\w{16,}/],
  // These have nothing that ends a word behind their beginning: its first four characters stand here.
  ['AKIA ASIA ABIA ACCA', /^A[A-Z]{3}[A-Z0-9]{16}(?![A-Za-z0-9])/],
  ['AIza', /^AIza[\w-]{35}/],
  ['ATAT', /^ATATT3[\w=-]{20,}/],
  ['dapi', /^dapi[a-f0-9]{32}/],
  ['LTAI', /^LTAI[A-Za-z0-9]{16,20}(?![A-Za-z0-9])/],
  ['EAAC EAAB EAAG', /^EAA[A-Za-z0-9]{60,}/],
];

/** By the word that a key begins with. */
export const providers: ReadonlyMap<string, readonly RegExp[]> = byWord();

function byWord(): ReadonlyMap<string, readonly RegExp[]> {
  const found = new Map<string, RegExp[]>();
  for (const [words, shape] of families) {
    for (const word of words.split(' ')) found.set(word, [...(found.get(word) ?? []), shape]);
  }
  return found;
}
