"""The palettes: five inks each, and words that call them."""

from __future__ import annotations

PALETTES: dict[str, tuple[str, str, str, str, str]] = {
    "harbour": ("#F3EFE6", "#A9C5CF", "#4E8098", "#1D3A4F", "#E8743B"),
    "moss": ("#F2F0E4", "#C3CDA0", "#7B9161", "#2F4A3A", "#E2A72E"),
    "rosehip": ("#F7EFE9", "#EBBFB0", "#C8786B", "#5B2A3A", "#E2483D"),
    "midnight": ("#E9E7EC", "#8E97C4", "#3F4A86", "#171B3A", "#F3C94B"),
    "clay": ("#F5EDE1", "#E4B98C", "#B9764A", "#4B2E27", "#2F7F86"),
    "ink": ("#F1F0EC", "#C9C8C3", "#7F807F", "#26282B", "#D8362A"),
    "lilac": ("#F4F0F4", "#CDBBDD", "#8A74AE", "#3B2F5C", "#F0A04B"),
    "orchard": ("#F6F2E2", "#E6CF7A", "#8FA24B", "#37502F", "#D9482B"),
    "glacier": ("#F0F4F4", "#B9DADB", "#5FA3AB", "#1F4B5A", "#F08A7B"),
    "plum": ("#F4EEEC", "#D9A9B8", "#93517A", "#3A1F3D", "#E9B44C"),
    "tram": ("#F2F1EA", "#F0D27A", "#D98A3D", "#2A3B4C", "#C8322B"),
    "fjord": ("#EEF0EE", "#B4BFC6", "#647C8C", "#22313D", "#E0B13A"),
    "neon": ("#EFEAF4", "#E79AC8", "#7A4BB0", "#1C1742", "#2FC4BE"),
    "jade": ("#F1F2E9", "#B5D3BE", "#4F9A85", "#1E4540", "#D94F3D"),
    "candy": ("#FBF3EE", "#F5BBC3", "#6FB1C4", "#3A3563", "#F2B632"),
    "ember": ("#F5EBE0", "#F0B078", "#C9502F", "#3B1D24", "#F4CE5A"),
}
"""Name -> paper, light, mid, dark, accent; `#RRGGBB`."""

NIGHTS = ("midnight", "neon")
"""Palettes whose skies are dark."""

PALETTE_WORDS: dict[str, str] = {
    "harbour": "dawn sea ocean morgen morgendammerung aube amanecer amanhecer alba рассвет 海 黎明 새벽* فجر भोर safak",
    "moss": "hill meadow field spring grass green wiese fruhling grun colline printemps vert primavera verde prato"
    " весна зеленый зелёный холмы 绿 春 草 森 봄 초록* أخضر خضراء تلال ربيع हरा yesil bahar",
    "rosehip": "love romantic romance warm wedding kiss heart liebe amour amor amore любовь 愛 爱 사랑* حب प्यार blush",
    "midnight": "night midnight moon moonlight star starry space galaxy nacht mond nuit lune noche luna noite notte"
    " ночь луна ночной 夜 밤 달 우주* ليل قمر रात चांद gece nocturne constellation cosmos",
    "clay": "desert sand clay terracotta pottery wuste wooden wood leather brown sepia rustic adobe sahara desierto"
    " deserto пустыня 沙漠 砂漠 사막* صحراء रेगिस्तान ",
    "ink": "ink monochrome noir grayscale typography woodcut lithograph engraving chess manga comic tinte schwarzweiss"
    " encre tinta inchiostro чернила 墨 水墨 白黒 黑白 흑백*",
    "lilac": "dream dreamy fantasy lavender lilac purple magic magical surreal ethereal dusk twilight traum lila violett"
    " reve sueno sonho sogno мечта сон 梦 夢 꿈* حلم सपना ruya unicorn",
    "orchard": "fruit apple pear lemon harvest garden autumn farm orchard obst garten herbst verger fruta frutta fruit"
    " jardin jardim сад осень 秋 果 庭 가을* خريف फल bahce sonbahar yellow sunflower honey",
    "glacier": "ice snow glacier arctic frozen frost snowy icy aurora eis schnee neige glace nieve hielo neve gelo ghiaccio"
    " снег лёд 雪 冰 氷 눈 얼음* ثلج बर्फ kar buz polar",
    "plum": "velvet wine luxury elegant baroque plum perfume opera violin theatre grape wein samt velours lujo lusso вино"
    " 奢华 豪華 고급* فاخر sarap",
    "tram": "city street retro vintage taxi bus traffic summer stadt strasse ville ciudad cidade citta город улица"
    " 城市 街 都市 도시* 거리* مدينة शहर sehir sunny",
    "fjord": "rain storm winter fog mist grey gray rainy foggy misty fjord regen nebel sturm winter pluie brume lluvia niebla"
    " chuva pioggia дождь туман зима 雨 霧 雾 冬 비 안개* مطر बारिश yagmur sis stormy",
    "neon": "neon cyberpunk cyber synthwave vaporwave hologram holographic futuristic laser disco neonlicht futuriste"
    " futurista неон киберпанк 霓虹 赛博朋克 サイバーパンク ネオン 네온* 사이버펑크* نيون",
    "jade": "tea matcha temple zen bamboo jade pagoda koi tee чай храм 茶 寺 竹 禅 玉 차 대나무* شاي चाय cay"
    " emerald tropical jungle",
    "candy": "toy cute kawaii pastel candy cake sweet party birthday cartoon children balloon chibi pixar bubble mignon lindo"
    " bonito spielzeug kuchen susse игрушка торт 可爱 かわいい 玩具 귀여운* 장난감* لعبة खिलौना oyuncak",
    "ember": "fire flame lava dragon volcano ember sunset red burning feuer drache feu rouge fuego rojo fogo fuoco rosso"
    " огонь дракон закат 火 龙 龍 红 赤 夕焼け 夕日 불 용 노을* نار غروب आग ates kirmizi halloween",
}
"""Palette -> words that vote for it, in notation of `words.lexicon`."""
