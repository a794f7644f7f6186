"""Swedish abbreviations that end with a full stop, and whether a sentence may end with them.

ICU has no list of them for Swedish (CLDR has no `sv` suppressions). Collected from Svenska
skrivregler and from municipal texts; written here without spaces inside.
"""

from pipeline.recognise.words import word_set

NEVER_LAST = word_set(
    """adr. allm. ang. anm. art. avd. avs. betr. bil. bitr. bl.a. bost. ca. c:a. div. dir. Dr. dr.
    dnr. diarienr. dvs. d.v.s. Dnr. eg. eng. enl. ev. exkl. f.d. f.ö. fig. fil. fr. fr.o.m.
    forts. frk. föreg. förf. hr. Hr. inkl. inst. jfr. jur. kand. kap. kl. kungl. Kungl. kv.
    lic. max. medl. mob. mom. motsv. n:o. nr. nuv. omkr. ordf. p.g.a. pga. prel. prof. Prof. red.
    ref. resp. rev. s. s.a.s. s.k. sid. sign. skr. spec. S:t. S:ta. St. Sta. s:t. suppl. t.ex.
    t.h. t.o.m. t.v. tab. tel. tf. tfn. tills. trol. u.p.a. ung. uppl. utg. v. vard. vol.
    årg. övers. d:o. p. pkt. bg. pg. org.nr. pers.nr. postnr."""
) - word_set("tom.")
"""After these the sentence goes on, even where a capital follows: s.k. Ordningsvakter."""

MAY_BE_LAST = word_set(
    """a.m. alt. bl. cm. d.y. d.ä. dyl. e.d. e.dyl. e.Kr. e.kr. e.l. e.m. em. etc. ex. f.Kr. f.kr.
    f.m. fm. f.n. f.v.b. ff. förm. ggr. gr. hg. i.st.f. inc. jr. kbm. kg. km. kr. kvm. ltd. m.a.o.
    m.fl. m.h.a. m.m. m.v. mdr. mg. milj. min. mkr. ml. mm. ms. msk. o.a. o.d. o.dyl. o.likn. o.s.v.
    osv. p.m. pers. pl. reg. s.e. s.u. sek. sr. st. t.f. tim. tkr. tsk. tr. u.a. u.ä. v.g.v.
    jan. feb. mar. apr. jun. jul. aug. sep. sept. okt. nov. dec.
    mån. tis. ons. tor. tors. fre. lör. sön."""
)
"""These may end a sentence: it ends there if a capital follows."""
