namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>The countries that the simulated companies work in.</summary>
internal static class Countries
{
    public static Country Israel { get; } = new(
        "Israel", "+972", "#######",
        ["תל אביב", "חיפה", "ירושלים", "רעננה", "באר שבע"],
        ["רחוב הרצל {0}", "שדרות רוטשילד {0}", "רחוב ויצמן {0}", "רחוב אחד העם {0}"],
        SpelledName.List("דנה=dana נועה=noa יעל=yael תמר=tamar מיכל=michal שירה=shira עומר=omer איתי=itai יונתן=yonatan אורי=uri דוד=david אלון=alon"),
        SpelledName.List("כהן=cohen לוי=levi מזרחי=mizrahi פרץ=peretz ביטון=biton אברהם=avraham פרידמן=friedman שפירא=shapira גולן=golan ברק=barak"));

    public static Country Emirates { get; } = new(
        "United Arab Emirates", "+971", "",
        ["دبي", "أبوظبي", "الشارقة"],
        ["شارع الشيخ زايد {0}", "شارع الوصل {0}", "شارع الكورنيش {0}"],
        SpelledName.List("فاطمة=fatima مريم=maryam ليلى=layla نور=noor سارة=sara محمد=mohammed أحمد=ahmed عمر=omar يوسف=yousef خالد=khaled"),
        SpelledName.List("المنصوري=almansoori الهاشمي=alhashimi حداد=haddad خوري=khoury النعيمي=alnuaimi الزعابي=alzaabi صالح=saleh عزيز=aziz"));

    public static Country Japan { get; } = new(
        "Japan", "+81", "###-####",
        ["東京都渋谷区", "大阪市北区", "横浜市中区", "京都市左京区"],
        ["神南{0}丁目", "梅田{0}丁目", "本町{0}丁目"],
        SpelledName.List("さくら=sakura 葵=aoi 結衣=yui 陽菜=hina 美咲=misaki 蓮=ren 大翔=hiroto 悠真=yuma 健太=kenta 翔太=shota"),
        SpelledName.List("佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 伊藤=ito 渡辺=watanabe 山本=yamamoto 中村=nakamura"));

    public static Country China { get; } = new(
        "China", "+86", "######",
        ["上海市", "北京市", "深圳市", "杭州市"],
        ["南京西路{0}号", "淮海中路{0}号", "建国门外大街{0}号"],
        SpelledName.List("芳=fang 娜=na 敏=min 静=jing 丽=li 伟=wei 强=qiang 磊=lei 军=jun 洋=yang"),
        SpelledName.List("王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 赵=zhao 黄=huang"));

    public static Country Ukraine { get; } = new(
        "Ukraine", "+380", "#####",
        ["Київ", "Львів", "Одеса", "Харків"],
        ["вул. Хрещатик, {0}", "вул. Лесі Українки, {0}", "просп. Свободи, {0}"],
        SpelledName.List("Олена=olena Ірина=iryna Оксана=oksana Наталія=nataliia Софія=sofiia Андрій=andrii Тарас=taras Богдан=bohdan Дмитро=dmytro Іван=ivan"),
        SpelledName.List("Шевченко=shevchenko Коваленко=kovalenko Бондаренко=bondarenko Ткаченко=tkachenko Мельник=melnyk Кравчук=kravchuk Савченко=savchenko"));

    public static Country Kingdom { get; } = new(
        "United Kingdom", "+44", "SW# #AB",
        ["London", "Manchester", "Leeds", "Bristol", "Edinburgh"],
        ["{0} High Street", "{0} Station Road", "{0} Church Lane", "Flat {0}, Mill Court"],
        SpelledName.List("Olivia Amelia Isla Grace Freya Siân=sian Oliver George Harry Zoë=zoe Aoife Callum Imran Priya"),
        SpelledName.List("Smith Jones Taylor Brown Williams Evans Walker O'Neill=oneill Patel Khan Wright Hughes"));

    public static Country States { get; } = new(
        "United States", "+1", "#####",
        ["New York", "Boston", "Austin", "Seattle", "Chicago"],
        ["{0} Maple Avenue", "{0} Broadway", "{0} Oak Street", "{0} Lakeview Drive"],
        SpelledName.List("Emma Ava Sophia Mia Harper Liam Noah Ethan Mason Lucas José=jose María=maria Jamal Wei"),
        SpelledName.List("Johnson Miller Davis García=garcia Rodríguez=rodriguez Wilson Anderson Thomas Jackson Nguyen Lee Harris"));

    public static Country Germany { get; } = new(
        "Germany", "+49", "#####",
        ["Berlin", "München", "Hamburg", "Köln"],
        ["Hauptstraße {0}", "Gartenweg {0}", "Schillerstraße {0}", "Lindenallee {0}"],
        SpelledName.List("Emilia Hannah Mia Jürgen=juergen Lena Günther=guenther Paul Jonas Finn Søren=soeren Ayşe=ayse Björn=bjoern"),
        SpelledName.List("Müller=mueller Schmidt Schneider Fischer Weber Wagner Becker Schäfer=schaefer Koch Groß=gross Yılmaz=yilmaz"));
}
