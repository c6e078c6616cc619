import type { DemoComment } from '../types.ts';
import * as people from '../people.ts';

/** One question from the author, answered from many places. */
export const names: readonly DemoComment[] = [
  {
    id: 'c609',
    parentId: null,
    author: people.hannah,
    body: {
      format: 'text',
      value: [
        "Something I had no room for. Farida's mother calls them ababeel. Marek calls them jerzyki. Desmond's aunt in Merthyr called them gwennol ddu, black swallow, so at least I'm not the first to make that mistake.",
        'What do you call them where you live, and does the word mean anything?',
      ].join('\n\n'),
    },
    minutesAgo: 575_041,
    score: 29,
    status: 'published',
  },
  {
    id: 'c586',
    parentId: 'c609',
    author: { name: 'Regula Amstutz', location: 'Winterthur' },
    body: {
      format: 'text',
      value:
        'Hochdeutsch Mauersegler, klar. Bei uns in der Deutschschweiz heissen sie Spyre, und wenn meine Tante am ersten Mai «d’Spyre sind da!» durchs Treppenhaus rief, war der Winter amtlich vorbei.',
      lang: 'de-CH',
    },
    minutesAgo: 574_974,
    score: 14,
    status: 'published',
  },
  {
    id: 'c149',
    parentId: 'c609',
    author: people.kasia,
    body: {
      format: 'text',
      value:
        'Po polsku jerzyk, czyli mały Jerzy. Mój mąż ma na imię Jerzy, ma metr dziewięćdziesiąt pięć i co roku w maju udaje, że go to nie bawi.',
      lang: 'pl',
    },
    minutesAgo: 574_968,
    score: 38,
    status: 'published',
  },
  {
    id: 'c496',
    parentId: 'c149',
    author: people.hannah,
    body: {
      format: 'text',
      value: "I've run this past Marek to be sure I understood it and he had to put his tea down.",
    },
    minutesAgo: 574_840,
    score: 12,
    status: 'published',
  },
  {
    id: 'c629',
    parentId: 'c496',
    author: people.kasia,
    body: {
      format: 'text',
      value:
        'Proszę pozdrowić Marka. I zapytać, czy ma w rodzinie jakiegoś Jerzego, bo zawsze jest jakiś Jerzy.',
      lang: 'pl',
    },
    minutesAgo: 574_544,
    score: 15,
    status: 'published',
  },
  {
    id: 'c994',
    parentId: 'c629',
    author: people.hannah,
    body: { format: 'text', value: 'His uncle. Of course.' },
    minutesAgo: 573_458,
    score: 22,
    status: 'published',
  },
  {
    id: 'c799',
    parentId: 'c609',
    author: { name: 'مهسا کاویانی', location: 'یزد' },
    body: {
      format: 'text',
      value:
        'در فارسی اسمش «بادخورک» است؛ یعنی همان که باد می‌خورد. در یزد لابه‌لای بادگیرها لانه می‌کنند. پس بادخورک در خانه‌ی بادگیر زندگی می‌کند و فکر نکنم نشانی از این دقیق‌تر پیدا شود.',
      lang: 'fa',
    },
    minutesAgo: 574_928,
    score: 36,
    status: 'published',
  },
  {
    id: 'c867',
    parentId: 'c799',
    author: { name: 'کیوان رستگار' },
    body: {
      format: 'text',
      value:
        'سال‌هاست از پنجره‌ی آشپزخانه تماشایشان می‌کنم و نمی‌دانستم در هوا می‌خوابند. از دیشب هر بار که خسته می‌شوم یادشان می‌افتم و کمی خجالت می‌کشم. 😄',
      lang: 'fa',
    },
    minutesAgo: 573_604,
    score: 11,
    status: 'published',
  },
  {
    id: 'c484',
    parentId: 'c799',
    author: people.quill,
    body: {
      format: 'text',
      value:
        'I had to have this one translated for me. "Little wind-eater". All right. Everybody else can stop.',
    },
    minutesAgo: 573_410,
    score: 13,
    status: 'published',
  },
  {
    id: 'c683',
    parentId: 'c609',
    author: { name: 'ليلى حدّاد', location: 'صيدا' },
    body: {
      format: 'text',
      value:
        'اسمها الصحيح «السَّمامة»، لكنّ أكثر الناس عندنا يسمّونها سنونو من غير تمييز، فالخطأ في المقال خطأ عالميّ. كانت جدّتي تقول: إذا صرختْ فوق السطح فاغسلوا السجّاد، فقد جاء الصيف.',
      lang: 'ar',
    },
    minutesAgo: 574_874,
    score: 21,
    status: 'published',
  },
  {
    id: 'c941',
    parentId: 'c609',
    author: { name: 'נועה בר־און', location: 'חיפה' },
    body: {
      format: 'text',
      value:
        'בעברית קוראים לו סיס, ולמין המצוי סיס חומות, על שם החומות שהוא מקנן בהן. אפילו בספר ירמיהו הוא מוזכר כמי ששומר את מועד בואו. אצלנו הוא מגיע כבר בפברואר, כך שבזמן שאתם עוד מחכים הוא כבר צורח מעל הכביסה שלי.',
      lang: 'he',
    },
    minutesAgo: 574_817,
    score: 17,
    status: 'published',
  },
  {
    id: 'c299',
    parentId: 'c609',
    author: { name: '小川みどり', location: '金沢' },
    body: {
      format: 'text',
      value:
        '日本語では「アマツバメ」、漢字で書くと「雨燕」です。雨が近づくと低く飛ぶからだと祖母に教わりました。町なかでよく見かけるのは、もう少し小さいヒメアマツバメのほうです。',
      lang: 'ja',
    },
    minutesAgo: 574_754,
    score: 19,
    status: 'published',
  },
  {
    id: 'c137',
    parentId: 'c299',
    author: { name: '林晓', location: '北京' },
    body: {
      format: 'text',
      value:
        '中文也叫“雨燕”，一个字都不差。老北京人叫它“楼燕儿”，因为它们住在城楼的斗拱里。后来给它们戴上定位器才知道，这些小东西每年从北京飞到非洲南部，再飞回来，还能找到原来那座亭子。我出地铁口都会走反。',
      lang: 'zh-Hans',
    },
    minutesAgo: 574_584,
    score: 16,
    status: 'published',
  },
  {
    id: 'c395',
    parentId: 'c137',
    author: { name: '小川みどり', location: '金沢' },
    body: {
      format: 'text',
      value: '同じ字なんですね！ 地下鉄の出口を間違えるところまで同じです。',
      lang: 'ja',
    },
    minutesAgo: 574_139,
    score: 12,
    status: 'published',
  },
  {
    id: 'c860',
    parentId: 'c609',
    author: { name: 'Defne Yıldırım', location: 'Edirne' },
    body: {
      format: 'text',
      value:
        'Türkçede ebabil. Eski ustalar cami duvarlarına saray gibi süslü kuş evleri yaparmış. Bizim mahalledekinin iki katı, bir de cumbası var. Yani delik bırakmakla yetinmemişler, üstüne balkon vermişler.',
      lang: 'tr',
    },
    minutesAgo: 574_701,
    score: 34,
    status: 'published',
  },
  {
    id: 'c088',
    parentId: 'c860',
    author: people.kev,
    body: {
      format: 'text',
      value:
        "Looked these up. Two storeys and a balcony. Cut from solid stone. I've been showing people on site all day",
    },
    minutesAgo: 573_229,
    score: 17,
    status: 'published',
  },
  {
    id: 'c172',
    parentId: 'c609',
    author: people.imran,
    body: {
      format: 'text',
      value:
        'Ababeel here too, with apologies to the real swallows. Ours are house swifts. They live under the flyover near my office in Karachi and stay all year round, so we never get the sadness and we never get the party.',
    },
    minutesAgo: 574_700,
    score: 18,
    status: 'published',
  },
  {
    id: 'c749',
    parentId: 'c172',
    author: people.farida,
    body: { format: 'text', value: 'My mother says yours are the sensible ones.' },
    minutesAgo: 574_529,
    score: 15,
    status: 'published',
  },
  {
    id: 'c010',
    parentId: 'c749',
    author: people.imran,
    body: {
      format: 'text',
      value:
        'Please tell her they are the lazy ones. I have watched them for years, from a desk, so I am well placed to judge.',
    },
    minutesAgo: 574_465,
    score: 11,
    status: 'published',
  },
  {
    id: 'c242',
    parentId: 'c609',
    author: { name: 'Béatrice Lormont', location: 'Saumur' },
    body: {
      format: 'text',
      value:
        '«\u00a0Martinet\u00a0», mais mon grand-père disait «\u00a0arbalétrier\u00a0»\u00a0: vu d’en bas, l’oiseau a exactement la forme d’une arbalète. Je n’ai plus jamais réussi à le voir autrement.',
      lang: 'fr',
    },
    minutesAgo: 574_578,
    score: 23,
    status: 'published',
  },
  {
    id: 'c503',
    parentId: 'c609',
    author: { name: 'Marisa Quintero', location: 'Cáceres' },
    body: {
      format: 'text',
      value:
        'Vencejo. Mi abuela decía «arrejaco», que suena a insulto cariñoso. En Cáceres, las tardes de junio no se puede hablar por teléfono en la plaza: gritan ellos más.',
      lang: 'es',
    },
    minutesAgo: 574_581,
    score: 20,
    status: 'published',
  },
  {
    id: 'c352',
    parentId: 'c609',
    author: people.tiago,
    body: {
      format: 'text',
      value:
        'Andorinhão. Mas a minha mãe, que é de Trás-os-Montes, diz «gaivão», e na aldeia ao lado dizem «ferreiro». Duas aldeias, três quilómetros, dois nomes e uma discussão que já vai na quarta geração.',
      lang: 'pt',
    },
    minutesAgo: 574_544,
    score: 28,
    status: 'published',
  },
  {
    id: 'c687',
    parentId: 'c609',
    author: { name: '한지우', location: '통영' },
    body: {
      format: 'text',
      value:
        '한국어로는 칼새라고 해요. 날개가 칼처럼 휘어 있어서 붙은 이름이래요. 도시에서는 거의 못 보고 배를 타고 섬 절벽까지 나가야 볼 수 있습니다. 길 한복판에서 칼새를 본다니 조금 부럽네요.',
      lang: 'ko',
    },
    minutesAgo: 574_437,
    score: 14,
    status: 'published',
  },
  {
    id: 'c241',
    parentId: 'c609',
    author: { name: 'अनिल शेखावत', location: 'बूंदी' },
    body: {
      format: 'text',
      value:
        'हिंदी में इसे बतासी कहते हैं, और बतास का मतलब है हवा। हमारे यहाँ पुराने दरवाज़ों की मेहराबों में इनके घोंसले हैं। शाम को जब सब एक साथ निकलती हैं तो चाय वाला भी दो मिनट के लिए हाथ रोक लेता है।',
      lang: 'hi',
    },
    minutesAgo: 574_374,
    score: 22,
    status: 'published',
  },
  {
    id: 'c043',
    parentId: 'c609',
    author: people.eleni,
    body: {
      format: 'text',
      value:
        'Στα ελληνικά λέγεται σταχτάρα, από τη στάχτη, αλλά ο παππούς μου έλεγε «πετροχελίδονο» και δεν σήκωνε κουβέντα. Τα βράδια του Ιουνίου περνούσαν ξυστά πάνω από το κάστρο κι εμείς κρατούσαμε σκορ ποιος θα σκύψει πρώτος.',
      lang: 'el',
    },
    minutesAgo: 574_342,
    score: 16,
    status: 'published',
  },
  {
    id: 'c251',
    parentId: 'c609',
    author: { name: 'Bram Terlouw', location: 'Utrecht' },
    body: {
      format: 'text',
      value:
        'Gierzwaluw, from gieren, to shriek. My neighbour calls them hundred-day birds, which he says with great accuracy and some bitterness.',
    },
    minutesAgo: 574_325,
    score: 10,
    status: 'published',
  },
  {
    id: 'c384',
    parentId: 'c609',
    author: people.petra,
    body: {
      format: 'text',
      value: 'Tornseglare in Swedish: tower sailor. I have nothing to add. It is simply correct.',
    },
    minutesAgo: 574_182,
    score: 12,
    status: 'published',
  },
  {
    id: 'c176',
    parentId: 'c609',
    author: { name: 'Niamh Brogan', location: 'Sligo' },
    body: {
      format: 'text',
      value:
        'Gabhlán gaoithe, more or less "the little fork of the wind". I didn\'t know that until I was forty and now I can\'t leave it alone.',
    },
    minutesAgo: 574_208,
    score: 25,
    status: 'published',
  },
  {
    id: 'c646',
    parentId: 'c609',
    author: { name: 'Jukka', location: 'Tampere' },
    body: {
      format: 'text',
      value:
        'Tervapääsky. Tar swallow. Because it looks as if it fell into a barrel of tar, and because we are that kind of people.',
    },
    minutesAgo: 573_951,
    score: 13,
    status: 'published',
  },
  {
    id: 'c293',
    parentId: 'c609',
    author: { name: 'Lindiwe van Rooyen', location: 'Kimberley' },
    body: {
      format: 'text',
      value:
        "In Afrikaans they are windswaels, wind swallows. So that's wind in Yazd, wind in Bundi, wind in Sligo and wind in the Northern Cape. Did anyone check with anyone?",
    },
    minutesAgo: 573_914,
    score: 11,
    status: 'published',
  },
  {
    id: 'c651',
    parentId: 'c293',
    author: people.hannah,
    body: {
      format: 'text',
      value: "Nobody checked with anyone. I have goosebumps, and I'm in the queue at the post office.",
    },
    minutesAgo: 573_854,
    score: 16,
    status: 'published',
  },
  {
    id: 'c459',
    parentId: 'c609',
    author: { name: 'Montserrat Alsina', location: 'Vic' },
    body: {
      format: 'text',
      value:
        'In Catalan, falciot, from the sickle. My son thought for years that it was the name of a football team.',
    },
    minutesAgo: 573_763,
    score: 9,
    status: 'published',
  },
  {
    id: 'c770',
    parentId: 'c459',
    author: { name: 'Gergő Bánki' },
    body: {
      format: 'text',
      value:
        'Sickle swallow in Hungarian as well: sarlósfecske. So we have a wind party and a sickle party. I propose a match.',
    },
    minutesAgo: 573_414,
    score: 8,
    status: 'published',
  },
  {
    id: 'c911',
    parentId: 'c609',
    author: people.darlene,
    body: {
      format: 'text',
      value:
        "We have chimney swifts here in Ohio, different bird, same nerve. My dad called them flying cigars. He also called my mother's cousin that, and I never did find out why.",
    },
    minutesAgo: 573_614,
    score: 19,
    status: 'published',
  },
  {
    id: 'c055',
    parentId: 'c609',
    author: { name: 'Jun Villareal', location: 'Palawan' },
    body: {
      format: 'text',
      value:
        'Balinsasayaw. There is "dance" inside the word. They are swiftlets, the cave kind, and they do dance, but mostly they are late for something.',
    },
    minutesAgo: 573_243,
    score: 12,
    status: 'published',
  },
  {
    id: 'c401',
    parentId: 'c609',
    author: { name: 'Giulia Pastore', location: 'Modena' },
    body: {
      format: 'text',
      value:
        'Rondone. In the hills here there are old towers with hundreds of holes in them, built on purpose for swifts. Very beautiful. I was grown up before somebody told me that the landlord built them in order to eat the chicks.',
    },
    minutesAgo: 573_134,
    score: 15,
    status: 'published',
  },
  {
    id: 'c729',
    parentId: 'c401',
    author: people.bex,
    body: { format: 'text', value: 'Well that took a turn.' },
    minutesAgo: 573_080,
    score: 20,
    status: 'published',
  },
  {
    id: 'c721',
    parentId: 'c729',
    author: { name: 'Giulia Pastore', location: 'Modena' },
    body: {
      format: 'text',
      value: 'The towers are protected now, and so are the swifts. The landlord is not.',
    },
    minutesAgo: 572_918,
    score: 18,
    status: 'published',
  },
  {
    id: 'c697',
    parentId: 'c609',
    author: people.chanda,
    body: {
      format: 'text',
      value:
        'My uncle in Ndola had one word for all of them, swift or swallow. He said it meant "those who don\'t sit". My aunt used the same word about him.',
    },
    minutesAgo: 572_896,
    score: 24,
    status: 'published',
  },
  {
    id: 'c693',
    parentId: 'c609',
    author: { name: 'Kitty Sowerby' },
    body: {
      format: 'text',
      value:
        'Devil screamers, in the Dales, when I was a girl. We were sent indoors if they came low. I used to go out by the coal hole.',
    },
    minutesAgo: 572_305,
    score: 17,
    status: 'published',
  },
  {
    id: 'c655',
    parentId: 'c609',
    author: people.hannah,
    body: {
      format: 'html',
      value: [
        '<p>I have been trying to sort these on the back of an envelope, and it comes out like this:</p>',
        '<ul>',
        '<li><strong>The wind party:</strong> Persian, Hindi, Irish, Afrikaans</li>',
        '<li><strong>The sickle party:</strong> Catalan, Hungarian</li>',
        '<li><strong>The wall-and-tower party:</strong> German, Hebrew, Swedish, old Beijing</li>',
        '<li><strong>The rain party:</strong> Japanese and Chinese, who turn out to be one party</li>',
        '<li><strong>The noise party:</strong> Dutch, and Kitty</li>',
        '<li><strong>Tools and weapons:</strong> one crossbow, one knife, one blacksmith</li>',
        '<li><strong>Miscellaneous:</strong> tar, ash, a cigar, and a tall man in Łódź called Jerzy</li>',
        '</ul>',
        "<p>I've stuck it to the fridge. Thank you, all of you.</p>",
      ].join(''),
    },
    minutesAgo: 570_550,
    score: 37,
    status: 'published',
  },
  {
    id: 'c616',
    parentId: 'c655',
    author: people.kasia,
    body: {
      format: 'text',
      value:
        'Jerzy jest zachwycony swoją kategorią. Prosi tylko, żeby dopisać wzrost, bo magnes na lodówce i tak musi wisieć wysoko.',
      lang: 'pl',
    },
    minutesAgo: 570_420,
    score: 29,
    status: 'published',
  },
  {
    id: 'c572',
    parentId: 'c655',
    author: { name: 'Regula Amstutz', location: 'Winterthur' },
    body: {
      format: 'text',
      value: 'And the Spyre? We are not even in Miscellaneous. Switzerland notices these things.',
    },
    minutesAgo: 570_258,
    score: 10,
    status: 'published',
  },
  {
    id: 'c276',
    parentId: 'c572',
    author: people.hannah,
    body: { format: 'text', value: 'A party of one. Neutral, obviously.' },
    minutesAgo: 570_199,
    score: 21,
    status: 'published',
  },
];
