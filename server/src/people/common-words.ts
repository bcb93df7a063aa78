/**
 * Words that the commonest passwords are made of: what people call themselves, love, watch, play and type without
 * thinking. Written down by kind; `guessable.ts` combines them with endings, years, walks and look-alike characters.
 */
const BY_KIND = {
  entrance: `password passwort passphrase passcode passwd pass pwd secret geheim letmein login logon signin welcome
    willkommen admin administrator root superuser user username guest default changeme change access account test testing
    tester temp temporary demo sample example hello hallo master server system manager office company internet computer
    laptop google facebook windows microsoft apple samsung android linux oracle database backup support service trustno
    open sesame qwerty qwertz azerty asdf zxcv abc please whatever nothing unknown none null security private`,
  affection: `love iloveyou loveyou iloveu ilove lovely lover loveme babygirl babyboy baby angel sweetheart sweetie honey
    princess prince queen king darling forever friend friends family mother father mummy daddy sister brother beautiful
    gorgeous sexy cutie kitty bunny teddy happy smile heart kisses`,
  names: `michael michelle jessica jennifer ashley nicole daniel andrew joshua matthew anthony robert thomas william
    charlie charles george jordan justin jonathan christopher christian christina alexander alexandra alexandria
    elizabeth elisabeth samantha stephanie stephen steven amanda melissa danielle rebecca rachel hannah natalie victoria
    vanessa veronica andrea patricia patrick richard ronald donald edward benjamin nathan nathaniel nicholas brandon
    brian bradley kevin jason david james john joseph johnny maria mariah marie mary anna anne annabelle laura lauren
    sarah sophie sophia olivia emma emily amelia isabella charlotte harry harriet oliver jack jackson jacob lucas lukas
    martin martina oscar peter paul pauline philip simon stefan tobias sebastian sabrina sandra susanne carlos antonio
    francisco fernando alejandro mohamed mohammed muhammad ahmed fatima rahul krishna`,
  seasons: `january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter fruehling sommer herbst today tomorrow birthday christmas
    easter halloween holiday vacation weekend`,
  animals: `dragon monkey tiger lion panther eagle falcon hawk phoenix wolf bear panda horse puppy doggie chicken
    chocolate butterfly dolphin elephant penguin shadow spider scorpion snake turtle unicorn rabbit mustang cat cats dog dogs`,
  play: `football fussball soccer baseball basketball hockey tennis cricket rugby golf liverpool arsenal chelsea
    manchester united everton barcelona realmadrid juventus bayern celtic rangers yankees cowboys lakers steelers
    redskins pokemon pikachu minecraft fortnite nintendo playstation xbox superman batman spiderman ironman starwars
    skywalker jedi matrix hobbit gandalf frodo harrypotter voldemort hogwarts naruto ninja samurai pirate wizard warrior
    hunter killer ranger slayer phantom maverick rockstar metallica slipknot eminem beatles elvis nirvana`,
  things: `sunshine moonlight rainbow flower flowers rose lily daisy jasmine cherry orange banana apples pepper cookie
    cookies cheese coffee pizza sugar ginger butter peanut whiskey tequila guitar music dance dancer piano diamond silver
    golden gold purple yellow green black white blue red pink freedom peace power magic money lucky winner champion
    number one first second ocean river mountain island thunder lightning storm fire ice star stars galaxy mercury
    jupiter saturn moon sun world earth heaven jesus christ god bless blessed faith hope amen london england scotland
    ireland america canada australia germany deutschland france paris berlin europe california texas newyork chicago
    ferrari porsche mercedes corvette camaro harley yamaha honda toyota subaru jeep`,
  work: `research review reviewer reviews science evidence systematic university professor doctor doktor nurse teacher
    student students school college library librarian hospital medicine health health123 study work worker project team
    data report science office department institute cochrane prisma screening`,
  frank: `fuckyou fuckoff fuck shit bitch asshole bastard bullshit pussy sexsex biteme screwyou whocares idiot stupid loser
    crazy boobs hotdog bigdog bigboy badboy badgirl player gangster thug`,
} as const;

export const COMMON_WORDS: readonly string[] = [
  ...new Set(
    Object.values(BY_KIND)
      .flatMap((words) => words.split(/\s+/))
      .filter((word) => /^[a-z]{3,}$/.test(word)),
  ),
];

/** Paths of a finger: rows, columns and zigzags of keyboards, the alphabet and the digits. Read in both directions. */
export const WALKS: readonly string[] = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  '12345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  'qawsedrftgyhujikolp',
  '1a2b3c4d5e6f7g8h9i',
  'a1b2c3d4e5f6g7h8i9',
  '!@#$%^&*()',
  '!"£$%^&*()',
  '147258369',
  '159357',
  '789456123',
  '!qaz@wsx#edc$rfv',
];
