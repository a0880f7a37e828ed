/** What stands where a secret could, and is none: words about secrets, words of logs, and what stands for a value. */
const words: ReadonlySet<string> = new Set(
  [
    'a an the this that these any some every each all both its it your my our their his her',
    'is are was were be been being has have had do does did can cannot could may might will would must should shall',
    'not no none null nil undefined nan true false yes and or but nor if when while then than as so because since until',
    'of for to from in on at by with without via per into over under after before between during again already now',
    'required optional missing invalid incorrect wrong bad expired expires expiring revoked rejected denied refused',
    'accepted granted unauthorized unauthorised forbidden allowed failed failing failure fails error errors ok okay',
    'success succeeded successful valid verified unverified verify verifying unknown empty blank unset set changed',
    'updated created deleted removed rotated rotating refreshed refreshing renewed reset resetting used unused disabled',
    'enabled enable disable found present absent mismatch mismatched too weak strong short long length check checking',
    'checked checks string number boolean object array buffer function symbol type types bearer basic digest oauth',
    'oauth2 jwt redacted hidden masked filtered pending skipped skip ignored anonymous unsupported supported',
    'read write login logout signin signup n/a na manager provider',
    'token tokens authentication authorization auth credentials credential scheme header headers realm format prefix',
    'please try enter provide provided given see only never always left limit exceeded exhausted count total ratio',
    'hash hashed stored saved loaded sent received parsed issued generated storage rotation policy field value key',
    'unexpected expected identifier keyword punctuator operator eof eol end start colon comma semicolon brace',
    'session sessions cookie cookies consent information info usage plan mode setup settings',
  ]
    .join(' ')
    .split(' '),
);
/** Numbers with a unit, times and the like. */
const amount = /^(?:\d{1,3}|\d{1,5}(?:[.,:]\d{1,5}){1,3})(?:ms|[smhx%]|kb?)?$/;
/** What a template or a shell fills in, and what others have masked. */
const placeholder = /^(?:\$\{|\$\(|\$[A-Z_]+$|%[sdo]$|\{\{|\*+$|x{3,}$|[[({]$|\.{2,3}$|…$)/;

/** Whether a word that stands where a secret could is none. */
export function isOrdinary(word: string): boolean {
  if (word.length > 64) return false;
  return words.has(withoutStop(word).toLowerCase()) || amount.test(word) || isPlaceholder(word);
}

export function isPlaceholder(value: string): boolean {
  return value.length <= 64 && placeholder.test(value);
}

function withoutStop(word: string): string {
  return /[.,:;!?)\]}]$/.test(word) ? word.slice(0, -1) : word;
}
