"""The subjects a sketch can show: the composition that draws each, and the words that call it."""

from __future__ import annotations

from dataclasses import dataclass

THING, PLACE, MOOD = 3.0, 2.0, 1.0
"""How much a word says about the subject: a fox in the snow is a fox first."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a composition knows how to draw."""

    name: str
    composition: str
    strength: float
    palettes: str
    """The palettes that suit it when no word asks for one."""
    words: str
    """In the notation of `words.lexicon`."""


SUBJECTS = (
    Subject(
        "sea",
        "sea",
        PLACE,
        "harbour glacier ember lilac tram",
        "sea ocean beach lake boat sailboat coast shore wave surf bay island meer see strand boot kuste insel segelboot"
        " mer plage bateau lac voilier ile mar playa barco lago isla praia mare spiaggia barca isola море пляж лодка озеро"
        " остров 海 海边 湖 船 海辺 湖畔 波 바다* 호수* 보트* 해변* بحر شاطئ قارب समुद्र नाव deniz plaj tekne ทะเล",
    ),
    Subject(
        "ship",
        "sea",
        THING,
        "harbour fjord tram ember",
        "ship galleon frigate schooner pirate schiff segelschiff navire galion bateaux barco velero navio veleiro nave"
        " корабль парусник 帆船 海賊 海盗 범선* سفينة जहाज gemi yelkenli",
    ),
    Subject(
        "harbour",
        "sea",
        PLACE + 0.5,
        "harbour tram fjord rosehip",
        "harbour harbor port pier dock marina wharf hafen port puerto muelle porto порт гавань пристань 港 港口 码头 漁港"
        " 항구* ميناء बंदरगाह liman fishing",
    ),
    Subject(
        "hills",
        "hills",
        PLACE,
        "moss lilac orchard rosehip jade",
        "hill valley field meadow landscape countryside pasture prairie terrace hugel tal feld wiese landschaft huegel"
        " colline champ prairie paysage vallee colina campo pradera paisaje valle vale paisagem campagna paesaggio"
        " холмы холм поле долина луг пейзаж 丘 丘陵 山丘 田野 草原 风景 風景 언덕* 들판* 풍경* تلال تل حقل وادي"
        " पहाड़ियाँ खेत घाटी tepe tarla vadi manzara ทุ่ง",
    ),
    Subject(
        "peaks",
        "peaks",
        PLACE,
        "glacier fjord lilac harbour ember",
        "mountain peak alps summit glacier himalaya everest fuji cliff ski berg berge gipfel alpen gletscher montagne"
        " sommet alpes montana cumbre cordillera montanha montagna cima alpi гора горы вершина 山 雪山 山脉 富士 富士山"
        " 高山 산맥* 설산* 산 جبل جبال पहाड़ पर्वत हिमालय dag daglar zirve ภูเขา",
    ),
    Subject(
        "dunes",
        "desert",
        PLACE,
        "clay ember tram lilac",
        "desert dune sahara oasis camel nomad wuste kamel desierto duna deserto cammello chameau пустыня верблюд 沙漠"
        " 砂漠 骆驼 사막* 낙타* صحراء جمل रेगिस्तान ऊँट deve",
    ),
    Subject(
        "cactus",
        "desert",
        THING,
        "clay orchard ember jade",
        "cactus cacti saguaro kaktus кактус 仙人掌 サボテン 선인장* صبار कैक्टस kaktus western cowboy mesa canyon",
    ),
    Subject(
        "firs",
        "forest",
        PLACE,
        "glacier fjord moss lilac",
        "forest woodland fir pine taiga wilderness wald kiefer tanne foret sapin bosque pino floresta foresta bosco"
        " лес тайга 森 森林 숲* غابة जंगल वन orman ",
    ),
    Subject(
        "bamboo",
        "forest",
        THING,
        "jade moss ink",
        "bamboo bambus bambou bambu бамбук 竹 竹林 대나무* خيزران बाँस",
    ),
    Subject(
        "night",
        "night",
        MOOD,
        "midnight neon lilac",
        "night midnight moon moonlight star starry stars milky aurora constellation nacht mond stern sterne sternenhimmel"
        " nuit lune etoile etoiles noche luna estrella estrellas noite estrela notte stella stelle ночь луна звезда звёзды"
        " 夜 夜空 星 星空 밤하늘* 별 달 ليل قمر نجوم रात चाँद तारे gece yildiz 月亮 月光 满月 満月 三日月",
    ),
    Subject(
        "rain",
        "weather",
        MOOD,
        "fjord harbour lilac",
        "rain rainy storm stormy thunder lightning cloud clouds weather monsoon regen sturm gewitter wolke wetter pluie"
        " orage nuage tempete lluvia tormenta nube chuva tempestade nuvem pioggia tempesta nuvola дождь гроза буря облака"
        " 雨 暴风雨 嵐 雷 云 雲 天気 天气 비 구름* 폭풍* مطر عاصفة غيوم बारिश बादल yagmur firtina bulut",
    ),
    Subject(
        "snow",
        "weather",
        MOOD,
        "glacier fjord lilac",
        "snow snowfall blizzard winter christmas schnee winter weihnachten neige hiver noel nieve invierno navidad neve"
        " inverno natal natale снег зима метель 雪 冬 圣诞 クリスマス 눈 겨울* ثلج شتاء बर्फ kar kis snowman",
    ),
    Subject(
        "umbrella",
        "weather",
        THING,
        "fjord tram plum",
        "umbrella parasol regenschirm parapluie paraguas guarda ombrello зонт зонтик 雨伞 伞 傘 우산* مظلة छाता semsiye",
    ),
    Subject(
        "fish",
        "underwater",
        THING,
        "harbour jade glacier",
        "fish underwater reef coral aquarium diver diving goldfish koi shark turtle mermaid submarine fisch unterwasser"
        " koralle taucher meerjungfrau poisson corail plongeur sirene pez peces coral arrecife buzo submarino peixe recife"
        " pesce corallo рыба риф подводный 鱼 魚 海底 珊瑚 金魚 水中 인어* 물고기* 산호* سمك मछली balik",
    ),
    Subject(
        "whale",
        "underwater",
        THING,
        "harbour midnight glacier lilac",
        "whale orca dolphin wal delfin baleine dauphin ballena baleia balena delfino кит дельфин 鲸鱼 鲸 鯨 クジラ 海豚"
        " イルカ 고래* حوت व्हेल balina",
    ),
    Subject(
        "jellyfish",
        "underwater",
        THING,
        "midnight lilac neon",
        "jellyfish medusa octopus squid qualle krake meduse pieuvre pulpo polvo polpo медуза осьминог 水母 章鱼 クラゲ"
        " タコ 해파리* 문어* قنديل अष्टबाहु ahtapot",
    ),
    Subject(
        "planet",
        "space",
        PLACE,
        "midnight neon lilac ember",
        "planet space galaxy cosmos universe orbit saturn mars nebula cosmic solar weltraum galaxie planeten espace"
        " planete univers espacio galaxia universo planeta espaco spazio pianeta galassia космос планета галактика 宇宙"
        " 太空 行星 惑星 星系 银河 銀河 우주* 행성* 은하* فضاء كوكب مجرة अंतरिक्ष ग्रह uzay gezegen galaksi outer_space",
    ),
    Subject(
        "rocket",
        "space",
        THING,
        "midnight tram candy ember",
        "rocket spaceship spacecraft astronaut shuttle ufo cosmonaut rakete raumschiff astronauten fusee astronaute"
        " cohete astronauta nave foguete razzo ракета космонавт 火箭 宇航员 飞船 ロケット 宇宙船 宇宙飛行士 로켓* 우주비행사*"
        " صاروخ رائد रॉकेट roket astronot",
    ),
    Subject(
        "city",
        "city",
        PLACE,
        "tram midnight neon rosehip fjord",
        "city skyline skyscraper downtown metropolis urban town street alley tokyo york london shanghai paris stadt"
        " skyline strasse hochhaus wolkenkratzer ville rue gratte ciudad calle rascacielos cidade rua citta "
        " город улица небоскрёб 城市 都市 街 街道 东京 東京 上海 高楼 大楼 ビル 도시* 거리* 서울* مدينة شارع शहर सड़क sehir"
        " sokak istanbul cyberpunk miniaturstadt เมือง 香港 new_york",
    ),
    Subject(
        "sprig",
        "botanical",
        PLACE,
        "orchard moss jade plum rosehip",
        "plant leaf leaves herb botanical branch fern garden ivy foliage pflanze blatt zweig garten krauter plante feuille"
        " jardin herbe branche planta hoja jardin rama folha jardim pianta foglia giardino растение лист сад ветка"
        " 植物 叶子 葉 葉っぱ 庭 花园 庭園 식물* 잎* 정원* نبات ورقة حديقة पौधा पत्ता बगीचा bitki yaprak bahce aloe",
    ),
    Subject(
        "flower",
        "botanical",
        THING,
        "rosehip orchard lilac candy",
        "flower tulip rose peony blossom bouquet bloom floral lily orchid poppy daisy sunflower blume blumen rose tulpe"
        " blute fleur fleurs bouquet flor flores rosa fiore fiori цветок цветы роза 花 花朵 玫瑰 桜 樱花 梅花 チューリップ"
        " 花束 꽃* 장미* 벚꽃* زهرة زهور وردة फूल गुलाब cicek gul lale ดอกไม้",
    ),
    Subject(
        "tree",
        "botanical",
        PLACE + 0.5,
        "orchard ember rosehip moss",
        "tree oak maple baum eiche ahorn arbre chene arbol roble arvore albero quercia дерево дуб 树 大树 樹 나무*"
        " شجرة पेड़ agac bonsai",
    ),
    Subject(
        "mushroom",
        "botanical",
        THING,
        "ember rosehip orchard",
        "mushroom fungi toadstool pilz pilze champignon seta hongo cogumelo fungo funghi гриб грибы 蘑菇 きのこ キノコ"
        " 버섯* فطر मशरूम mantar",
    ),
    Subject(
        "person",
        "portrait",
        PLACE,
        "rosehip plum lilac tram clay",
        "portrait woman girl boy person face lady selfie avatar character headshot actress actor celebrity"
        " princess king queen samurai child grandmother fashion beauty influencer idol bride frau mann madchen junge"
        " gesicht kind portrat femme homme fille garcon visage enfant mujer hombre chica nino retrato mulher homem"
        " menina menino donna uomo ragazza ritratto bambina женщина мужчина девушка портрет лицо ребёнок 女孩 少女 女人"
        " 女性 男人 男性 人物 肖像 美女 女の子 人像 여자* 여성* 남자* 소녀* 인물* 초상화* امرأة رجل فتاة وجه महिला लड़की पुरुष"
        " चेहरा kadin erkek kiz portre yuz a_man young_man old_man man_with",
    ),
    Subject(
        "fox",
        "animal",
        THING,
        "ember tram glacier orchard",
        "fox foxes vixen wolf fuchs renard zorro raposa volpe лиса лис лисица волк 狐 狐狸 狼 キツネ きつね 여우* 늑대* ثعلب लोमड़ी"
        " tilki kurt loup lobo lupo",
    ),
    Subject(
        "cat",
        "animal",
        THING,
        "plum tram lilac ink candy",
        "cat kitten kitty tiger lion panther leopard katze katzchen lowe chaton gato gatito gatto tigre leone кот"
        " кошка котёнок тигр 猫 小猫 老虎 虎 狮子 ネコ ねこ 子猫 고양이* 호랑이* قطة قط أسد बिल्ली शेर kedi aslan un_chat le_chat chat_noir petit_chat",
    ),
    Subject(
        "dog",
        "animal",
        THING,
        "clay orchard harbour candy",
        "dog puppy corgi dachshund hound hund welpe chien chiot perro cachorro cao cucciolo собака щенок 狗 小狗 犬"
        " 子犬 いぬ 강아지* كلب कुत्ता kopek 개가 개를",
    ),
    Subject(
        "bird",
        "animal",
        THING,
        "jade rosehip harbour orchard",
        "bird parrot robin sparrow eagle heron crane swan penguin kingfisher hummingbird raven crow chicken duck vogel"
        " adler oiseau pajaro aguila passaro uccello птица орёл 鸟 鳥 鹤 鶴 طائر عصفور पक्षी चिड़िया kus 새가 새를 새",
    ),
    Subject(
        "owl",
        "animal",
        THING,
        "midnight lilac plum fjord",
        "owl owlet eule hibou chouette buho lechuza coruja gufo civetta сова 猫头鹰 フクロウ 梟 부엉이* 올빼미* بومة उल्लू baykus",
    ),
    Subject(
        "rabbit",
        "animal",
        THING,
        "candy moss rosehip lilac",
        "rabbit bunny hare hase kaninchen lapin conejo liebre coelho coniglio кролик заяц 兔子 兔 うさぎ ウサギ 토끼* أرنب"
        " खरगोश tavsan",
    ),
    Subject(
        "bear",
        "animal",
        THING,
        "clay glacier plum jade",
        "bear panda grizzly baer oso urso orso медведь 熊 熊猫 大熊猫 クマ パンダ 곰* 판다* دب भालू ayi",
    ),
    Subject(
        "deer",
        "animal",
        THING,
        "clay moss fjord orchard",
        "deer stag elk moose reindeer hirsch reh rentier cerf biche ciervo venado cervo олень лось 鹿 シカ 사슴* غزال हिरण"
        " geyik",
    ),
    Subject(
        "horse",
        "animal",
        THING,
        "ember clay ink plum",
        "horse pony stallion zebra pferd cheval caballo cavalo cavallo лошадь конь 馬 ウマ حصان घोड़ा unicorn 骏马 白马 马匹",
    ),
    Subject(
        "elephant",
        "animal",
        THING,
        "fjord clay lilac jade",
        "elephant mammoth elefant elefante слон 大象 ゾウ 코끼리* فيل हाथी ",
    ),
    Subject(
        "butterfly",
        "animal",
        THING,
        "lilac candy orchard midnight",
        "butterfly moth bee insect schmetterling biene papillon abeille mariposa abeja borboleta farfalla бабочка пчела"
        " 蝴蝶 蝶 チョウ 나비* فراشة तितली kelebek",
    ),
    Subject(
        "cup",
        "table",
        THING,
        "clay tram plum rosehip",
        "coffee espresso cappuccino latte cup mug cafe cocoa kaffee tasse becher taza caffe xicara tazza chocolat кофе чашка"
        " 咖啡 コーヒー 珈琲 杯子 커피* 카페* قهوة فنجان कॉफ़ी कप kahve fincan กาแฟ",
    ),
    Subject(
        "teapot",
        "table",
        THING,
        "jade clay moss rosehip",
        "tea teapot teahouse matcha tee teekanne theiere tetera bule teiera чай чайник 茶 茶室 茶壶 抹茶 お茶 紅茶"
        " 차 찻집* شاي إبريق चाय cay caydanlik",
    ),
    Subject(
        "bowl",
        "table",
        THING,
        "ember orchard jade tram",
        "ramen noodle noodles soup bowl rice sushi curry pho stew salad nudeln suppe schussel reis soupe bol nouilles"
        " sopa tazon fideos tigela zuppa ciotola суп лапша 拉面 面条 碗 汤 米饭 ラーメン 丼 寿司 うどん 라면* 국수* 그릇*"
        " حساء أرز नूडल्स corba eriste restaurant food dish meal recipe kitchen cuisine comida essen gericht plat plato"
        " prato cibo piatto еда 料理 美食 食物 菜 음식* طعام खाना yemek",
    ),
    Subject(
        "cake",
        "table",
        THING,
        "candy rosehip plum",
        "cake cupcake birthday dessert pancake pancakes pastry muffin bakery kuchen torte geburtstag gateau anniversaire"
        " tarta bolo aniversario torta dolce compleanno торт пирог 蛋糕 生日 ケーキ 誕生日 甜点 케이크* 생일* كعكة"
        " عيد केक pasta dogum chocolate",
    ),
    Subject(
        "icecream",
        "table",
        THING,
        "candy rosehip jade lilac",
        " gelato sorbet popsicle icecream eiscreme helado sorvete gelato мороженое 冰淇淋 アイス アイスクリーム"
        " 아이스크림* بوظة आइसक्रीम dondurma ice_cream ice_creams",
    ),
    Subject(
        "fruit",
        "table",
        THING,
        "orchard rosehip jade ember",
        "fruit apple pear peach cherry lemon berry strawberry banana watermelon pineapple obst apfel birne kirsche"
        " zitrone pomme poire cerise citron fruta manzana pera limon naranja maca frutta mela limone яблоко груша фрукты"
        " лимон 水果 苹果 果物 リンゴ りんご 桃 梨 柠檬 レモン 과일* 사과* فاكهة تفاح फल सेब आम meyve elma armut",
    ),
    Subject(
        "glass",
        "table",
        THING,
        "plum neon ember candy",
        "cocktail wine champagne whisky whiskey beer cola soda lemonade juice drink beverage wein bier getrank cocktail"
        " vin biere boisson vino cerveza bebida vinho cerveja birra bevanda вино пиво коктейль 红酒 啤酒 酒 ワイン ビール"
        " 饮料 와인* 맥주* 음료* نبيذ عصير शराब रस sarap bira cocktail_bar",
    ),
    Subject(
        "bottle",
        "table",
        THING,
        "plum rosehip jade lilac",
        "perfume bottle fragrance cosmetic cosmetics skincare serum lotion flacon flasche parfum kosmetik hautpflege"
        " bouteille frasco perfume botella garrafa profumo bottiglia духи бутылка флакон 香水 瓶子 化妆品 护肤 ボトル 香水"
        " 향수* 화장품* عطر زجاجة इत्र बोतल parfum sise",
    ),
    Subject(
        "tram",
        "vehicle",
        THING,
        "tram midnight harbour fjord",
        "tram streetcar trolley bus strassenbahn tramway tranvia eletrico bonde autobus трамвай автобус 电车 有轨电车"
        " 路面電車 電車 巴士 バス 전차* 트램* 버스* ترام حافلة ट्राम बस tramvay otobus",
    ),
    Subject(
        "train",
        "vehicle",
        THING,
        "ember fjord harbour moss",
        "train locomotive railway metro subway station zug bahn lokomotive eisenbahn tren ferrocarril trem comboio treno"
        " ferrovia поезд паровоз 火车 列车 列車 汽車 駅 机关车 기차* 열차* قطار रेलगाड़ी ट्रेन",
    ),
    Subject(
        "bicycle",
        "vehicle",
        THING,
        "tram jade candy rosehip",
        "bicycle bike cyclist cycling fahrrad velo bicyclette bicicleta bici bicicletta велосипед 自行车 単車 自転車 자전거*"
        " دراجة साइकिल bisiklet motorcycle motorbike motorrad moto motorrader scooter vespa バイク 摩托车 オートバイ",
    ),
    Subject(
        "car",
        "vehicle",
        THING,
        "candy tram ember neon",
        "car automobile truck sportscar supercar taxi wagen lkw voiture camion coche carro camioneta macchina"
        " автомобиль машина 汽车 轿车 車 자동차* سيارة कार गाड़ी araba",
    ),
    Subject(
        "balloon",
        "vehicle",
        THING,
        "candy harbour tram lilac",
        "balloon airship zeppelin ballon heissluftballon luftballon montgolfiere globo balao mongolfiera шар аэростат 热气球"
        " 気球 열기구* منطاد गुब्बारा hot_air",
    ),
    Subject(
        "plane",
        "vehicle",
        THING,
        "harbour tram fjord glacier",
        "airplane aeroplane plane aircraft jet flight airport flugzeug flughafen avion aviao aereo самолёт 飞机 飛行機"
        " 비행기* طائرة हवाई ucak",
    ),
    Subject(
        "lighthouse",
        "building",
        THING,
        "harbour fjord midnight rosehip",
        "lighthouse leuchtturm phare faro farol маяк 灯塔 灯台 등대* منارة प्रकाशस्तंभ fener",
    ),
    Subject(
        "house",
        "building",
        PLACE,
        "moss tram rosehip lilac",
        "house cottage cabin farmhouse barn hut village villa haus hutte dorf maison chalet cabane casa cabana aldea"
        " pueblo vila casetta villaggio дом изба деревня 房子 小屋 村庄 村 집 마을* بيت منزل قرية घर गाँव ev koy บ้าน"
        " architecture architektur arquitectura",
    ),
    Subject(
        "temple",
        "building",
        THING,
        "jade ember rosehip clay",
        "temple pagoda shrine torii tempel schrein templo pagode tempio santuario храм пагода 寺 寺庙 寺院 神社 塔 鳥居 宫"
        " 사원* 신사* معبد मंदिर tapinak kyoto 京都",
    ),
    Subject(
        "castle",
        "building",
        THING,
        "lilac plum fjord midnight",
        "castle fortress palace tower knight schloss burg ritter chateau palais castillo palacio castelo castello palazzo"
        " замок крепость дворец 城堡 宫殿 城 お城 궁전* قلعة قصر महल किला kale saray mosque cathedral",
    ),
    Subject(
        "bridge",
        "building",
        THING,
        "fjord tram harbour lilac",
        "bridge viaduct brucke pont puente ponte мост 桥 大桥 橋 다리* جسر पुल kopru",
    ),
    Subject(
        "windmill",
        "building",
        THING,
        "moss harbour orchard",
        "windmill mill tulips holland windmuhle muhle moulin molino moinho mulino мельница 风车 風車 풍차* طاحونة पवनचक्की",
    ),
    Subject(
        "room",
        "interior",
        PLACE,
        "plum clay rosehip moss tram",
        "room interior bedroom living sofa armchair chair lamp window kitchen desk office library furniture apartment zimmer"
        " wohnzimmer innenraum fenster sessel sofa lampe kuche stuhl mobel chambre salon fenetre fauteuil chaise interieur"
        " cuisine habitacion sala ventana silla cocina sillon quarto janela cadeira cozinha stanza camera-da-letto finestra"
        " sedia cucina комната окно кресло кухня интерьер 房间 室内 卧室 客厅 窗 椅子 部屋 書斎 방 창문* 의자* 거실* غرفة نافذة كرسي"
        " कमरा खिड़की कुर्सी oda pencere koltuk",
    ),
    Subject(
        "map",
        "map",
        THING,
        "clay moss harbour fjord",
        "map atlas treasure cartography route travel itinerary karte landkarte stadtplan reise carte voyage mapa viaje tesoro"
        " viagem mappa viaggio карта путешествие 地图 旅行 地図 지도* 여행* خريطة سفر नक्शा यात्रा harita seyahat",
    ),
    Subject(
        "guitar",
        "music",
        THING,
        "ember tram plum clay",
        "guitar ukulele violin cello fiddle banjo band concert music musician gitarre geige musik konzert guitare violon"
        " musique guitarra violin musica violao chitarra violino гитара скрипка музыка 吉他 小提琴 音乐 ギター バイオリン"
        " 音楽 기타* 음악* جيتار موسيقى गिटार संगीत gitar muzik",
    ),
    Subject(
        "piano",
        "music",
        THING,
        "ink plum midnight rosehip",
        "piano pianist jazz klavier klavir teclado pianoforte пианино рояль джаз 钢琴 ピアノ ジャズ 피아노* 재즈*"
        " بيانو पियानो piyano",
    ),
    Subject(
        "record",
        "music",
        THING,
        "candy ember neon tram",
        "vinyl turntable gramophone schallplatte plattenspieler vinyle disque vinilo vinil vinile"
        " пластинка 唱片 黑胶 レコード 레코드* أسطوانة plak vinyl_record",
    ),
    Subject(
        "clock",
        "clock",
        THING,
        "clay tram fjord plum",
        "clock wristwatch hourglass timepiece uhr armbanduhr wecker horloge montre reloj relogio orologio часы"
        " 时钟 手表 钟表 時計 腕時計 시계* ساعة घड़ी saat wall_clock 闹钟 wrist_watch",
    ),
    Subject(
        "robot",
        "robot",
        THING,
        "candy tram neon jade",
        "robot android cyborg mech mecha automaton roboter robots робот 机器人 ロボット 로봇* روبوت रोबोट",
    ),
    Subject(
        "toy",
        "robot",
        PLACE,
        "candy tram rosehip",
        "toy figure_toy action_figure spielzeug jouet juguete brinquedo giocattolo игрушка 玩具 おもちゃ 장난감* لعبة खिलौना oyuncak"
        " lego",
    ),
    Subject(
        "teddy",
        "robot",
        THING,
        "candy clay rosehip",
        " teddy plush figurine plushie kuscheltier peluche poupee muneca "
        " boneca bambola кукла 玩偶 毛绒 ぬいぐるみ フィギュア 人形 인형* دمية "
        " chibi ",
    ),
    Subject(
        "poster",
        "papers",
        PLACE + 0.5,
        "ink tram rosehip harbour",
        "poster card flyer newspaper magazine brochure "
        " plakat zeitung zeitschrift broschure titelseite affiche journal couverture"
        " cartel poster folleto portada cartaz revista cartolina locandina manifesto rivista плакат"
        " журнал газета 海报 杂志 名片 ポスター 雑誌 포스터* 잡지*"
        " ملصق पोस्टर afis dergi document resume"
        " thumbnail typography magazine_cover album_cover book_cover",
    ),
    Subject(
        "chart",
        "papers",
        PLACE + 0.5,
        "harbour candy tram jade",
        "infographic infographics timeline diagram chart graph flowchart checklist report slide presentation worksheet"
        " infografik zeitleiste diagramm infographie diagramme infografia cronologia diagrama infografica diagramma"
        " инфографика диаграмма 信息图 时间线 インフォグラフィック 年表 図解 인포그래픽* 타임라인* إنفوجرافيك इन्फोग्राफिक infografik อินโฟกราฟิก",
    ),
    Subject(
        "comic",
        "papers",
        PLACE + 0.5,
        "ink candy ember plum",
        "comic comics manga storyboard webtoon panel strip bande dessinee historieta comiques quadrinhos fumetto комикс"
        " 漫画 四格 分镜 マンガ コミック 만화* 웹툰* 스토리보드* كوميك कॉमिक cizgi",
    ),
    Subject(
        "book",
        "papers",
        THING,
        "clay plum moss rosehip",
        "book novel notebook diary journal open-book buch tagebuch livre roman libro novela livro книга дневник 书 书本"
        " 書籍 日记 ノート 책* كتاب किताब kitap storybook open_book 绘本 絵本",
    ),
    Subject(
        "screen",
        "screen",
        PLACE + 0.5,
        "candy neon fjord lilac",
        "app interface ui ux dashboard website webpage smartphone phone mobile screenshot landing-page screen youtube livestream"
        " bildschirm handy webseite benutzeroberflache ecran telephone interfaz pantalla movil tela aplicativo schermo"
        " приложение интерфейс экран 界面 手机 网页 应用 アプリ 画面 スマホ 직캠* 화면* 앱* تطبيق شاشة ऐप मोबाइल ekran uygulama",
    ),
    Subject(
        "pattern",
        "geometric",
        PLACE,
        "clay tram candy jade ink",
        "pattern abstract geometric logo icon mosaic tile wallpaper bauhaus shapes muster abstrakt geometrisch"
        " motif abstrait geometrique abstracto geometrico padrao abstrato motivo astratto узор абстракция логотип"
        " 图案 抽象 几何 标志 パターン 抽象画 ロゴ 패턴* 추상* 로고* نمط شعار पैटर्न desen soyut emoji sticker quilt kaleidoscope",
    ),
    Subject(
        "vase",
        "stilllife",
        PLACE,
        "plum clay jade orchard",
        "vase pottery ceramic still-life jar object product ornament sculpture stillleben keramik produkt objekt nature-morte"
        " ceramique produit vaso florero ceramica producto jarron produto ваза натюрморт керамика 花瓶 陶器 静物 产品 商品"
        " 花器 꽃병* 도자기* 제품* مزهرية خزف फूलदान vazo urun",
    ),
    Subject(
        "jewel",
        "jewel",
        THING,
        "midnight plum lilac jade",
        "diamond gem gemstone crystal jewel jewellery jewelry ring necklace crown treasure edelstein kristall schmuck krone"
        " diamant bijou cristal couronne diamante joya corona anillo joia coroa gioiello corona anello алмаз кристалл корона"
        " 钻石 宝石 水晶 戒指 珠宝 ダイヤ 指輪 보석* 반지* 왕관* ماس جوهرة تاج हीरा मुकुट elmas ",
    ),
)
