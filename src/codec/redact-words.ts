/** Rows of words. Folded: lower case, without what separates the words of a name. */
const wordsIn = (...rows: readonly string[]): readonly string[] => rows.join(' ').split(' ');

/** The words that the name of a confidential field ends with. Folded: lower case, without what separates words. */
export const secretEnds: ReadonlySet<string> = new Set(
  wordsIn(
    'password passwords passwd passphrase passphrases passcode pwd secret secrets token authorization auth cookie',
    'cookies dsn credential credentials cred creds mnemonic apikey apikeys accesskey accesskeys secretkey secretkeys',
    'privatekey privatekeys signingkey encryptionkey masterkey servicekey sharedkey accountkey authkey deploykey',
    'sshkey sessionkey clientkey hmackey subscriptionkey storagekey licensekey webhookkey accesstokens refreshtokens',
    'authtokens apitokens bearertokens connectionstring connstring connectionstr connstr sessionid sessionids sessid',
    'sessionsid connectsid phpsessid jsessionid pin pincode cvv cvc ssn socialsecuritynumber otp totp securitycode',
    'verificationcode recoverycode recoverycodes backupcode backupcodes cardnumber creditcard seedphrase',
    'recoveryphrase dbpass userpass smtppass mailpass ftppass adminpass rootpass loginpass httppass proxypass',
    'mysqlpass pgpass redispass mongopass sudopass authpass',
  ),
);

/** Whole names: as a part of others they mean something else. */
export const secretNames: ReadonlySet<string> = new Set(wordsIn('pass sid'));

/** Ends that a single word may have, where nothing separates its parts: `dbpassword`, `clientsecret`. */
export const gluedEnds: readonly string[] = wordsIn(
  'password passwd passphrase pwd secret apikey secretkey privatekey accesskey sessionid connectionstring',
  'credential credentials authorization cookie dsn accesstoken refreshtoken idtoken authtoken apitoken bearertoken',
  'csrftoken xsrftoken sessiontoken securitytoken jwttoken usertoken devicetoken servicetoken bottoken resettoken',
  'accesskeys',
);

/** What may follow the name of a secret and leaves it one. */
export const qualifiers: ReadonlySet<string> = new Set(
  wordsIn(
    'value values hash digest confirm confirmation repeat again old new current previous plain plaintext cleartext',
    'raw encrypted header string text base64 hex pem prod production staging live dev backup primary secondary',
  ),
);

/** Names that begin so tell something about a secret, and do not hold it. */
export const questions: ReadonlySet<string> = new Set(
  wordsIn(
    'is has had requires require needs need should can supports show shows allow allows enable enables without',
    'missing no skip forgot uses wants',
  ),
);

/** Pairs of words of which the second alone would be a secret. */
export const harmlessPairs: ReadonlySet<string> = new Set(
  wordsIn(
    'pagetoken nexttoken continuationtoken canceltoken cancellationtoken eostoken bostoken padtoken unktoken',
    'masktoken clstoken septoken stoptoken specialtoken pertoken lasttoken firsttoken gpiopin ledpin inputpin',
    'outputpin datapin clockpin mappin',
  ),
);
