/* furniture.re - words that the furniture of pages is made of, in the languages of the web: what a reader can do with a
 * page, where else he can go, who wrote it and when.  A line is not left out for holding one: what kinds of them it
 * holds, and how much of it they are, is told to the model (filter.c), which weighs it with all else.
 *
 * All is in small letters, as tn_furniture() gets it. */
#include "furniture.h"

#ifndef TN_FURNITURE_STARTS
#define PEEK(p) (*(p))
#else /* for lexer/words.c, which wants to know how far the grammar goes along with a word */
#define PEEK(p) (*(furthest = (p)))
#endif

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:api = custom;
    re2c:define:YYPEEK = "PEEK(cur)";
    re2c:define:YYSKIP = "++cur;";
    re2c:define:YYBACKUP = "mar = cur;";
    re2c:define:YYRESTORE = "cur = mar;";

    // where else to go
    related = "related" (" " ("articles" | "posts" | "stories" | "topics" | "content" | "links" | "news" | "products" | "items"))?
        | "more from" | "more on" | "more stories" | "more news" | "most read" | "most popular" | "most viewed" | "popular posts" | "trending" | "recommended"
        | "recent posts" | "recent articles" | "recent comments" | "latest news" | "latest posts" | "latest" | "also read" | "read also" | "see also" | "you may also like"
        | "you might also like" | "read more" | "continue reading" | "read next" | "up next" | "editor's picks" | "top stories" | "previous post" | "next post"
        | "previous" | "next" | "customers also" | "similar" | "archives" | "view all" | "see all" | "show more" | "load more" | "learn more" | "find out more" | "sponsored" | "advertisement" | "promoted"
        | "mehr zum thema" | "weitere artikel" | "weitere themen" | "auch interessant" | "lesen sie auch" | "meistgelesen" | "mehr lesen" | "weiterlesen" | "neueste beiträge" | "ähnliche" | "verwandte" | "anzeige" | "werbung" | "empfehlungen" | "das könnte sie auch interessieren" | "mehr erfahren" | "alle anzeigen"
        | "à lire aussi" | "lire aussi" | "sur le même sujet" | "articles similaires" | "articles récents" | "les plus lus" | "lire la suite" | "voir aussi" | "en savoir plus" | "publicité" | "voir plus" | "à découvrir"
        | "noticias relacionadas" | "artículos relacionados" | "lo más leído" | "leer más" | "lea también" | "lee también" | "te puede interesar" | "más noticias" | "ver más" | "publicidad" | "relacionad" [oa] "s" | "mire:" | "entradas recientes" | "saber más"
        | "leggi anche" | "articoli correlati" | "potrebbe interessarti" | "più letti" | "leggi tutto" | "pubblicità" | "leia também" | "leia mais" | "veja também" | "mais lidas" | "notícias relacionadas" | "saiba mais" | "publicidade" | "ver mais"
        | "lees ook" | "lees meer" | "lees verder" | "meer nieuws" | "gerelateerd" | "meest gelezen" | "läs mer" | "läs också" | "mest läst" | "les også" | "les mer" | "mest lest" | "læs også" | "læs mere" | "lue myös" | "lue lisää"
        | "czytaj także" | "czytaj więcej" | "zobacz także" | "zobacz też" | "powiązane" | "czytaj też" | "reklama" | "polecane" | "číst dále" | "čtěte také" | "související" | "reklama" | "ďalšie články"
        | "читайте также" | "читать далее" | "похожие" | "по теме" | "ещё по теме" | "популярное" | "рекомендуем" | "реклама" | "подробнее" | "новости партнеров" | "читайте також" | "схожі" | "детальніше" | "още по темата" | "прочетете още"
        | "ilgili haberler" | "ilginizi çekebilir" | "en çok okunan" [a-z]* | "devamını oku" | "citește și" | "citeste si" | "citește mai mult" | "articole similare" | "kapcsolódó" | "olvasson tovább" | "ajánljuk" | "διαβάστε επίσης" | "δείτε επίσης" | "σχετικά άρθρα" | "περισσότερα"
        | "baca juga" | "berita terkait" | "selengkapnya" | "terpopuler" | "xem thêm" | "đọc thêm" | "tin liên quan" | "bài liên quan" | "اقرأ أيضا" | "إقرأ أيضا" | "اقرأ المزيد" | "المزيد" | "مواضيع ذات صلة" | "קרא עוד" | "עוד בנושא" | "بیشتر بخوانید" | "مطالب مرتبط"
        | "関連記事" | "関連" | "人気記事" | "続きを読む" | "もっと見る" | "おすすめ" | "最新記事" | "相关阅读" | "相关文章" | "相關文章" | "相關新聞" | "推荐阅读" | "延伸閱讀" | "阅读更多" | "热门" | "更多" | "上一篇" | "下一篇" | "관련기사" | "관련 기사" | "더보기" | "인기" | "यह भी पढ़ें" | "และอ่าน" | "อ่านเพิ่มเติม" | "ข่าวที่เกี่ยวข้อง";
    // what others say
    comments = "comment" "s"? | "leave a reply" | "leave a comment" | "post a comment" | "add a comment" | "replies" | "reply" | "report abuse" | "report this" | "upvote" "s"? | "permalink" | "likes" | "like" | "thumbs up" | "flag" | "quote" | "reactions" | "kommentare" | "kommentar" | "antworten" | "commentaires" | "commentaire" | "répondre" | "laisser un commentaire"
        | "comentarios" | "comentario" | "responder" | "deja un comentario" | "commenti" | "commento" | "rispondi" | "lascia un commento" | "comentários" | "comentário" | "reacties" | "reageren" | "kommentarer" | "svara" | "svar" | "kommentit" | "vastaa" | "komentarze" | "komentarz" | "odpowiedz" | "komentáře" | "komentář" | "odpovědět"
        | "комментарии" | "комментарий" | "комментариев" | "ответить" | "коментарі" | "відповісти" | "коментари" | "отговор" | "yorumlar" | "yorum" | "yanıtla" | "comentarii" | "răspunde" | "hozzászólások" | "hozzászólás" | "válasz" | "σχόλια" | "σχόλιο" | "απάντηση" | "komentar" | "balas" | "bình luận" | "trả lời" | "تعليقات" | "تعليق" | "رد" | "תגובות" | "תגובה" | "نظرات" | "コメント" | "返信" | "评论" | "評論" | "留言" | "回复" | "回覆" | "댓글" | "답글" | "टिप्पणी" | "ความคิดเห็น";
    // pass it on, follow, sign up, log in
    share = "share" | "tweet" | "facebook" | "twitter" | "linkedin" | "pinterest" | "whatsapp" | "instagram" | "youtube" | "telegram" | "reddit" | "tumblr" | "follow us" | "follow" | "print" | "e-mail" | "email" | "subscribe" | "newsletter" "s"? | "sign up" | "sign in" | "log in" | "login" | "register" | "log out" | "my account" | "account" | "join" | "download the app" | "app store" | "google play" | "rss"
        | "teilen" | "folgen" | "drucken" | "abonnieren" | "anmelden" | "registrieren" | "anmeldung" | "mein konto" | "merken" | "partager" | "suivez-nous" | "imprimer" | "s'abonner" | "abonnez-vous" | "s'inscrire" | "se connecter" | "connexion" | "inscription" | "mon compte" | "envoyer"
        | "compartir" | "síguenos" | "imprimir" | "suscríbete" | "suscribirse" | "iniciar sesión" | "regístrate" | "registrarse" | "ingresar" | "condividi" | "seguici" | "stampa" | "abbonati" | "iscriviti" | "accedi" | "registrati" | "compartilhar" | "compartilhe" | "partilhar" | "siga-nos" | "assine" | "entrar" | "cadastre-se" | "minha conta"
        | "delen" | "volg ons" | "abonneren" | "aanmelden" | "inloggen" | "registreren" | "dela" | "följ oss" | "prenumerera" | "logga in" | "del" | "følg oss" | "følg os" | "abonner" | "logg inn" | "log ind" | "jaa" | "tilaa" | "kirjaudu" | "udostępnij" | "obserwuj" | "zaloguj" | "zaloguj się" | "zarejestruj się" | "subskrybuj" | "sdílet" | "přihlásit" | "registrace" | "přihlášení"
        | "поделиться" | "подписаться" | "подпишитесь" | "войти" | "вход" | "регистрация" | "печать" | "вконтакте" | "поширити" | "підписатися" | "увійти" | "сподели" | "абонирай се" | "paylaş" | "takip et" | "abone ol" | "giriş yap" | "üye ol" | "distribuie" | "abonează-te" | "autentificare" | "megosztás" | "feliratkozás" | "bejelentkezés" | "regisztráció" | "κοινοποίηση" | "εγγραφή" | "σύνδεση"
        | "bagikan" | "ikuti kami" | "berlangganan" | "masuk" | "daftar" | "chia sẻ" | "đăng nhập" | "đăng ký" | "شارك" | "مشاركة" | "تابعنا" | "اشترك" | "تسجيل الدخول" | "تسجيل" | "שתף" | "הרשמה" | "התחברות" | "اشتراک" | "ورود" | "シェア" | "ツイート" | "フォロー" | "ログイン" | "会員登録" | "登録" | "分享" | "关注" | "關注" | "订阅" | "登录" | "登入" | "注册" | "註冊" | "공유" | "구독" | "로그인" | "회원가입" | "साझा करें" | "แชร์" | "เข้าสู่ระบบ" | "สมัครสมาชิก";
    // what the law wants, and the site itself
    legal = "cookie" "s"? | "privacy" | "privacy policy" | "terms of use" | "terms of service" | "terms" | "terms and conditions" | "disclaimer" | "copyright" | "all rights reserved" | "legal notice" | "imprint" | "accessibility" | "gdpr" | "accept all" | "powered by" | "datenschutz" | "datenschutzerklärung" | "impressum" | "agb" | "alle rechte vorbehalten" | "mentions légales" | "confidentialité" | "politique de confidentialité" | "tous droits réservés" | "conditions générales" | "aviso legal" | "política de privacidad" | "privacidad" | "todos los derechos reservados" | "términos y condiciones"
        | "informativa" | "tutti i diritti riservati" | "condizioni" | "termos de uso" | "política de privacidade" | "todos os direitos reservados" | "privacybeleid" | "alle rechten voorbehouden" | "voorwaarden" | "integritetspolicy" | "personvern" | "privatlivspolitik" | "tietosuoja" | "polityka prywatności" | "regulamin" | "wszelkie prawa zastrzeżone" | "ochrana osobních údajů" | "všechna práva vyhrazena" | "политика конфиденциальности" | "все права защищены" | "пользовательское соглашение" | "усі права захищені" | "всички права запазени" | "gizlilik" | "gizlilik politikası" | "tüm hakları saklıdır" | "confidențialitate" | "toate drepturile rezervate" | "adatvédelem" | "minden jog fenntartva" | "όροι χρήσης" | "πολιτική απορρήτου"
        | "kebijakan privasi" | "hak cipta" | "chính sách bảo mật" | "bản quyền" | "سياسة الخصوصية" | "جميع الحقوق محفوظة" | "מדיניות פרטיות" | "כל הזכויות שמורות" | "حریم خصوصی" | "プライバシーポリシー" | "利用規約" | "隐私政策" | "隱私權政策" | "版权所有" | "版權所有" | "개인정보처리방침" | "이용약관" | "गोपनीयता नीति" | "นโยบายความเป็นส่วนตัว" | "สงวนลิขสิทธิ์";
    // getting about
    menu = "menu" | "home" | "search" | "contact" | "contact us" | "about" | "about us" | "help" | "faq" "s"? | "site map" | "sitemap" | "skip to content" | "skip to main content" | "navigation" | "categories" | "category" | "sections" | "news" | "blog" | "shop" | "back to top" | "close" | "open" | "language" | "english" | "careers" | "jobs" | "advertise" | "press" | "support" | "services" | "products" | "company" | "resources" | "toggle"
        | "suche" | "suchen" | "startseite" | "kontakt" | "über uns" | "hilfe" | "menü" | "nach oben" | "rechercher" | "recherche" | "accueil" | "qui sommes-nous" | "à propos" | "aide" | "buscar" | "inicio" | "contacto" | "quiénes somos" | "ayuda" | "cerca" | "contatti" | "chi siamo" | "pesquisar" | "início" | "contato" | "contacto" | "quem somos" | "sobre" | "zoeken" | "over ons" | "sök" | "om oss" | "søk" | "søg" | "om os" | "haku" | "etusivu" | "yhteystiedot" | "szukaj" | "strona główna" | "o nas" | "hledat" | "domů" | "o nás"
        | "поиск" | "главная" | "контакты" | "о нас" | "меню" | "помощь" | "пошук" | "головна" | "контакти" | "начало" | "търсене" | "ara" | "anasayfa" | "ana sayfa" | "iletişim" | "hakkımızda" | "caută" | "acasă" | "despre noi" | "keresés" | "kezdőlap" | "kapcsolat" | "rólunk" | "αναζήτηση" | "αρχική" | "επικοινωνία" | "cari" | "beranda" | "tentang kami" | "tìm kiếm" | "trang chủ" | "liên hệ" | "giới thiệu" | "بحث" | "الرئيسية" | "اتصل بنا" | "من نحن" | "חיפוש" | "צור קשר" | "אודות" | "دף הבית" | "جستجو" | "خانه" | "تماس با ما" | "検索" | "ホーム" | "お問い合わせ" | "会社概要" | "メニュー" | "搜索" | "搜尋" | "首页" | "首頁" | "联系我们" | "聯絡我們" | "关于我们" | "關於我們" | "검색" | "홈" | "메뉴" | "खोजें" | "होम" | "ค้นหา" | "หน้าแรก" | "ติดต่อเรา";
    // who wrote it, and when
    meta = "posted" | "posted on" | "posted by" | "published" | "updated" | "last updated" | "by:" | "author" | "written by" | "tags" | "tagged" | "filed under" | "min read" | "minutes ago" | "hours ago" | "days ago" | "months ago" | "years ago" | "views" | "photo" | "image" | "credit" | "source" | "views:" | "date" | "veröffentlicht" | "aktualisiert" | "von" | "autor" | "schlagwörter" | "quelle" | "foto" | "uhr" | "publié le" | "publié" | "mis à jour" | "auteur" | "par" | "crédit photo" | "publicado" | "actualizado" | "etiquetas" | "fuente" | "por" | "pubblicato" | "aggiornato" | "autore" | "fonte" | "publicado em" | "atualizado" | "gepubliceerd" | "bijgewerkt" | "door" | "publicerad" | "uppdaterad" | "publisert" | "oppdatert" | "julkaistu" | "opublikowano" | "aktualizacja" | "autor:" | "źródło" | "zveřejněno" | "zdroj"
        | "опубликовано" | "обновлено" | "автор" | "теги" | "источник" | "фото" | "просмотров" | "опубліковано" | "джерело" | "източник" | "yayınlanma" | "güncelleme" | "kaynak" | "publicat" | "sursa" | "közzétéve" | "frissítve" | "forrás" | "fotó" | "δημοσιεύθηκε" | "πηγή" | "penulis" | "editor" | "sumber" | "tác giả" | "nguồn" | "نشر" | "المصدر" | "מאת" | "פורסם" | "منبع" | "投稿日" | "更新日" | "公開日" | "タグ" | "カテゴリ" | "来源" | "來源" | "作者" | "编辑" | "發布" | "发布" | "责任编辑" | "기자" | "입력" | "수정" | "लेखक" | "โดย";
    // buying
    shop = "add to cart" | "add to bag" | "buy now" | "cart" | "checkout" | "wishlist" | "in stock" | "out of stock" | "free shipping" | "shipping" | "delivery" | "returns" | "reviews" | "review" | "rating" | "stars" | "price" | "sale" | "discount" | "qty" | "quantity" | "sku" | "compare" | "sort by" | "filter" "s"? | "warenkorb" | "in den warenkorb" | "versand" | "lieferung" | "bewertungen" | "preis" | "panier" | "ajouter au panier" | "livraison" | "prix" | "avis" | "carrito" | "añadir al carrito" | "envío" | "precio" | "carrello" | "aggiungi al carrello" | "spedizione" | "prezzo" | "carrinho" | "adicionar ao carrinho" | "frete" | "preço" | "winkelwagen" | "verzending" | "prijs" | "koszyk" | "dodaj do koszyka" | "cena" | "košík" | "корзина" | "в корзину" | "цена" | "доставка" | "кошик" | "ціна" | "sepet" | "sepete ekle" | "fiyat" | "kargo" | "coș" | "kosár" | "ár" | "καλάθι" | "keranjang" | "harga" | "giỏ hàng" | "giá" | "السلة" | "السعر" | "カート" | "カートに入れる" | "価格" | "送料" | "购物车" | "購物車" | "价格" | "價格" | "장바구니" | "가격";
*/

#define FOUND(k) do { *end = cur; return TN_FURNITURE_##k; } while (0)

enum tn_furniture tn_furniture_at(const unsigned char *word, const unsigned char **end)
{
    const unsigned char *cur = word, *mar = word;
/*!re2c
    related   { FOUND(RELATED); }
    comments  { FOUND(COMMENTS); }
    share     { FOUND(SHARE); }
    legal     { FOUND(LEGAL); }
    menu      { FOUND(MENU); }
    meta      { FOUND(META); }
    shop      { FOUND(SHOP); }
    *         { return TN_FURNITURE_KINDS; }
*/
}
