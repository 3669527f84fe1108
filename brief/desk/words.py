"""Words that a slip of the keyboard may not hide: whether one word is another, misspelled.

Owns two lists and the distance between two words. Pure. Refuses to call it a slip where either word says which way
something went, where both are words, and where a name nobody here knows became another.
"""

_WATCHED = """
    no not never none nor neither without nothing nobody nowhere hardly barely almost except only
    up down above below over under before after since until ago from to into onto in out on off by at
    rise rises rising risen rose raise raised fall falls falling fallen fell drop drops dropped jump jumps jumped
    gain gains gained gaining lose loses losing lost loss losses climb climbs climbed slip slips slipped slide slides
    surge surges surged plunge plunges plunged rally rallies rallied tumble tumbles tumbled decline declines declined
    increase increases increased decrease decreases decreased grow grows grew grown shrink shrinks shrank
    high higher highest low lower lowest top bottom peak trough record more most less least fewer fewest
    larger largest smaller smallest bigger biggest stronger strongest weaker weakest best worst better worse
    first last next previous earlier later earliest latest long longs longer short shorts shorter
    inflow inflows outflow outflows take takes took taken add adds added cut cuts
    buy buys buying buyer buyers bought sell sells selling seller sellers sold
    bull bulls bullish bear bears bearish positive negative net gross
    hundred thousand million billion trillion dozen half double twice percent daily weekly monthly yearly hourly
    today yesterday tomorrow tonight confirmed denied approved rejected likely unlikely able unable legal illegal
"""
WATCHED = frozenset(_WATCHED.split())
"""Words whose change always matters: negation, direction, order, scale, time."""

_KNOWN = """
    aave able accept accessed according accounting achieved acknowledge acquired across act actually adapt added
    adding addition addressed addresses adept adopt adoption advanced advances affect again agreed agrees ahead alike
    alive allow allusion ally alone along alternative america american among amount analyses analysis angel angle
    announced announces apart appeared appended apple applications applied applies apply approved aptos arbitrum
    archived archives around asia aside asked assert asset assistance assumed assumes assure attach attack attributed
    attributes available avalanche await back balancer ball band bank banner bars base basic basis bear became become
    becoming been behaved behaves behavior behaviour being below best beta better bias bill billion binance bitcoin
    bitfinex bitstamp bitwise black blackrock blank block bloomberg blow bold bond book border bound brand breach
    breaking bring britain build building built bull bybit call caller came caps caption captured captures card
    cardano care carried carries case casual catch causal cause caution cell censor center chainlink changed changes
    charged charts chicago china chinese choose chose chosen circle clarified clarifies clarify clarity clash
    class clause clean clear clearing click clock close closing code coin coinbase coindesk coingecko coinglass
    coinpaprika cointelegraph collected collection color colour combination combined combines come commented comments
    committed comparable compared compares compatible complaint complement complete completion compliant compliment
    composed composite compound computed concepts concerned concerning conclusion confusion congress connecting
    connection consider considerable considerably constraint construction consumed consumer contact content contention
    context continued continues contract contrast convention converted copies core corn corrected correction
    correlation corruption cost costly could council counsel count counter counting court cover coverage crash created
    creates creating creation cross curly curve cuts dark dash data date days dead deal death decade decide decision
    decrease deep defect defer defined defines deliver delivery dependence dependency dependent depending depth
    deribit desert designated designation designed dessert destination detailed detect detection determined determines
    developed developer died difficult difficulty direction disabled discreet discrete dive division documented does
    dogecoin doing done draft drag drain draw drawn drift drive driven duration each early edit effect effective
    efficient eight either election elicit eminent emission ending endorsement ends enforcement ensure ensuring enter
    equality established establishes ether ethereum europe european even event ever every evolution exceeded exceeding
    except exception excessive excludes excluding exclusion exclusive executed exist existing exit exiting expanded
     expanding expansion expected expensive expire explained exploited extended extending extensive external
    face fact factor factory fail failing fair fake fall falling farside farther fast faster fault faulty fax fear
    features federal feed fees fell fence fewer fidelity field file fill find fine finished fired fires fiscal fits
    five fixed flag flash flat flaw flock flow flush fold forced forces forks form formally formerly forum found four
    fraction france franklin free from front full fully fund further gain gaps gate gather gave gear gemini generate
    generation germany gets give given goes going gold gone good grade grayscale great grow grown guaranteed
    guarantees hack halted hand handled handling happened happening hard hardening hashdex have head heading hedera
    height held help hence here hide hint hold holder hole home hong hope host hour house idea ideal identified
    identifies identify identity ignored ignores illicit illusion imminent implications implied implies imply
    impossible impractical improved included includes including inclusion incomplete increase independence independent
    ineffective infinite infinity instruction insure intent internal into introduced introduces invented invert
    invesco issue issuer japan japanese join joint jumps just kalshi keep kind knew know knowledge known kong korea
    kraken lack laid lands lane large larger last late later launched launches lead leader leading least left less
    lesser lessor lets letter leverage licence license lido lies lieu life lift light like line link list litecoin
    litigation live load local locale lock logs london lone long longer look loops loose lose losing loss lost lots
    love lower made mail main maintained maintainer make maker making manage manager manner manually maps mark markers
    market marking masked massive master matching matter mature mean meant measured measures measuring micro might
    million mint mistake mistaken mitigation mixed mock model modified moral morale more most mostly mount move much
    must name nasdaq national native nature near nearly necessary need negative neither never newer next night nine
    none note notified observed offering official older once ones online opposite optimism order ordering ours over
    overly pack paid pain pair part partly party pass passing passive past paste path pause paxos peak pending per
     permission personal personnel phase phrase physical plain plan planning play point poll polygon
    polymarket pool poor port possible possibly post powell power practical precede precision prediction prefer
    preference preferred prescribe present preserved prevent preview price prime principal principle proceed processed
    processes production products project promises proscribe proshares protect protection proved proven proves provide
    provider provisions published publisher publishes pull pushed pushes puts quality quiet quite quota raised raises
    rally rare rate rather reach reaching read reader reading ready real really received receives recorded recover
    recovery reduction refers refined reflected refuse regarding registered rejected related relates relation relative
    released releases reliable remained remains removed removes replay reply reported reporting represented represents
    required requires reserve resistance resolution resolved rest resulted retained reuters review revision right
    ripple risen risk robinhood role roll room rotation round rounding rule safe said sale salted same sample sane
    save says scale schedule scheme score seal sector security seeks seemed seems seen sees selected sell senate send
    sending sensor sent sentence sequence series serve services sessions sets setting seven severity shape share sharp
    ship shipped short show showing shown side signaled simple simply site sits sitting size skip slack slight slots
    slow slowing smart solana sold sole solid solution some sort sosovalue sparse spending spot stable stack stage
    standing star start starting state stationary stationery status stay stellar step stock stop store storing
    story stray strict strong structures style such suites supplied supplier supported survives systems table take
    taken taking talk tally tank task tax team tell tend term test testing tether than that them then there these they
    thin thing this thorough those though threat three through throughout ties tight time titles tokyo told tone took
    track tracking trade trail treasury treat treating treaty tree trial tried tries trip true trump trust unexpected
    uniswap unit unnecessary unofficial unresolved upcoming updated updates used users valkyrie valuable valued vaneck
    variation very vote wait walk wall want washington watch ways weak weather week weight well went were what when
    whenever where wherever whether while white whole whose wide width wild will wins wisdomtree with word work worker
    working world would write wrote year yield york your zone
"""
KNOWN = frozenset(_KNOWN.split())
"""Real words and well-known names that are one or two letters from another: neither is the other, misspelled."""

_LAST_LATIN = "\u024f"
_ENDINGS = ("s", "es", "d", "ed")


def misspelled(one: str, other: str) -> bool:
    """Whether one of two different words is the other with a slip of the keyboard or another ending.

    Words as they stand in the text: capital letters say what is a ticker. A word that opens a sentence, or stands in
    a headline, comes in small letters; any other capitalised word is a name.
    """
    if not (_is_latin(one) and _is_latin(other)) or _is_ticker(one) or _is_ticker(other):
        return False
    a, b = one.lower(), other.lower()
    if a in WATCHED or b in WATCHED:
        return False
    if _inflected(a, b):
        return True
    if _is_known(a) and _is_known(b):
        return False
    if one[0].isupper() and other[0].isupper() and not (_is_known(a) or _is_known(b)):
        return False
    return distance(a, b) <= _allowed(a, b)


def distance(a: str, b: str) -> int:
    """How many letters were left out, added, mistaken or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        here = [i]
        for j, y in enumerate(b, start=1):
            best = min(row[j] + 1, here[-1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                best = min(best, before[j - 2] + 1)
            here.append(best)
        before, row = row, here
    return row[-1]


def _allowed(a: str, b: str) -> int:
    """One slip; two in a word of eight letters and more whose ending stays; in the shortest only swapped letters."""
    shorter = min(len(a), len(b))
    if shorter < 4:
        return int(sorted(a) == sorted(b))
    return 2 if shorter >= 8 and a[-2:] == b[-2:] else 1


def _is_latin(word: str) -> bool:
    """Letters of which many make a word: of other scripts, where each is one, nothing is known here."""
    return word.isalpha() and max(word) <= _LAST_LATIN


def _is_ticker(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _inflected(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) > 3 and long.startswith(short) and long[len(short) :] in _ENDINGS


def _is_known(word: str) -> bool:
    return word in KNOWN or any(
        word.endswith(ending) and len(word) > len(ending) + 2 and word.removesuffix(ending) in KNOWN
        for ending in _ENDINGS
    )
