"""Defects of words and amounts in a generated post; all injections of words, dates and structure together."""

import random

from injections import dates, structure
from injections.places import dollars, in_body, percent, sentences, with_block, with_note, with_sentence, word


def source_uncited(text: str, dice: random.Random) -> str | None:
    name = dice.choice(("Glassnode", "Kaiko", "Nansen", "Santiment", "Messari", "CryptoQuant", "Arkham"))
    how = dice.choice(("Holders lost %s, according to %s.", "They hold %s (per %s).", "It was %s, by data from %s."))
    return with_sentence(text, dice, how.replace("by data from", "with figures from") % (dollars(dice), name))


def percent_of_what(text: str, dice: random.Random) -> str | None:
    who = dice.choice(("Long-term holders", "Miners", "Whales"))
    verb = dice.choice(("sold", "bought", "distributed", "accumulated"))
    return with_sentence(text, dice, f"{who} {verb} about {percent(dice)} in a month.")


def repeated(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        long = [line[0].strip(" -") for line in sentences(text) if len(line[0].split()) > 10 and "**" not in line[0]]
        return with_sentence(text, dice, dice.choice(long))
    label, name = word(dice), word(dice).title()
    item = f"{name} opens its {word(dice)} desk for {word(dice)} and {word(dice)} clients in Paris, London, Rome"
    blocks = [
        block
        for heading in ("### Exchanges", "### Regulation", "### Social")
        for block in (heading, f"- {item} and {word(dice)}.[^{label}]")
    ]
    return with_note(with_block(text, dice, *blocks), label, f"{name}, <https://example.org/{label}>.")


def negative(text: str, dice: random.Random) -> str | None:
    what = dice.choice(("updates", "outages", "incidents", "notices", "announcements", "regulatory changes"))
    how = dice.choice(
        ("No material {w} in the past {n} days.", "There were no new {w} in {n} hours.", "No {w} reported.")
    )
    return with_sentence(text, dice, how.format(w=what, n=dice.randrange(2, 60)))


def confidence(text: str, dice: random.Random) -> str | None:
    claim = dice.choice(
        (
            "All {n} sources verified.",
            "High confidence in these {n} figures.",
            "All figures were independently verified by {n} desks.",
            "No material conflicting reports in {n} sources.",
            "Every number has been confirmed {n} times.",
        )
    )
    return with_sentence(text, dice, claim.format(n=dice.randrange(2, 90)))


def wrong_tag(text: str, dice: random.Random) -> str | None:
    tag = dice.choice(("LOW/CONTEXT", "SEVERE", "URGENT", "MEDIUM-HIGH", "INFO"))
    return with_block(text, dice, f"**1. {word(dice).title()} Falls [{tag}]**", "It fell.")


def wrong_order(text: str, dice: random.Random) -> str | None:
    grave, less = sorted(dice.sample(range(4), 2))
    names = ("CRITICAL", "HIGH", "MEDIUM", "LOW")
    first, second = (
        f"**{word(dice).title()} Falls [{names[less]}]**",
        f"**{word(dice).title()} Falls [{names[grave]}]**",
    )
    return with_block(text, dice, "### Top Headlines", first, "It fell.", second, "It fell, too.")


def zone_on_amount(text: str, dice: random.Random) -> str | None:
    zone = dice.choice(("UTC", "UTC+8", "GMT", "UTC−5"))
    return in_body(text, r"(\\\$[\d,.]*\d(?: [mbt]r?illion)?)(?![\d,.]*\d)", rf"\1 ({zone})", dice)


def currency_sign(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        return in_body(text, r"(\\\$[\d,.]*\d(?: [mbt]r?illion)?)(?![\d,.]*\d| [mbt]r?illion)", r"\1 dollars", dice)
    return in_body(text, r"(?<=[ (−+])\\\$([\d,.]*\d)(?![\d,.]*\d)", r"\1\\$", dice)


def unit_missing(text: str, dice: random.Random) -> str | None:
    now, then = dice.randrange(100, 900), dice.randrange(100, 900)
    return with_sentence(
        text,
        dice,
        dice.choice(
            (
                rf"The value is \${now / 10:.2f} B, down from \${now / 10 + 1:.2f} a day before.",
                rf"Turnover was \${now / 10} billion against \${now / 10 + 2:.1f} in May.",
                f"Daily inflows to exchanges fell from {now} to {then}.",
                f"Volumes rose to {now} from {then} in a week.",
            )
        ),
    )


def number_missing(text: str, dice: random.Random) -> str | None:
    first, second, third = dice.sample(("BNB", "XRP", "DOGE", "SOL", "ADA", "TON"), 3)
    parts = [f"{first} down {percent(dice)}", f"{second} down {percent(dice)}", f"{third} under pressure"]
    dice.shuffle(parts)
    return with_sentence(text, dice, ", ".join(parts) + ".")


def double_minus(text: str, dice: random.Random) -> str | None:
    verb = dice.choice(("lost", "erased over", "shed about", "was down", "saw outflows of"))
    return with_sentence(text, dice, f"The market {verb} {dice.choice('−-–')}{dollars(dice)}.")


def hyphen(text: str, dice: random.Random) -> str | None:
    return in_body(text, r"(?<=[ (])−(?=\\?\$?\d)", "-", dice)


def bracket(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        return with_sentence(text, dice, f"Support stands at {dollars(dice)} (a level of {word(dice)}.")
    # Not in somebody's quoted words, nor where "a)" would count off a list: those are not ours to mend.
    return in_body(text, r"(?<=[a-z][a-z]) (?=\w[^\n\[\]()“”]*[.]\[)", dice.choice((" (", ") ")), dice)


def double_bullet(text: str, dice: random.Random) -> str | None:
    return in_body(text, r"^- (?=\S)", f"- {dice.choice(('•', '◦', '–', '- '))}", dice)


def missing_space(text: str, dice: random.Random) -> str | None:
    following = dice.choice(("The", "It", "Traders", "Bitcoin", "Regulators", "After"))
    return with_sentence(text, dice, f"Volumes rose by {word(dice)}.{following} sold {word(dice)}.")


def cut_off(text: str, dice: random.Random) -> str | None:
    end = dice.choice(("is still…", "was close to...", "stays with the", "fell because of", "moved from"))
    return with_block(text, dice, f"Adoption by {word(dice)} {end}")


def word_twice(text: str, dice: random.Random) -> str | None:
    return in_body(
        text, r"(?<=[a-z] )(the|fell|rose|from|with|session|figures|source|together)(?= [a-z])", r"\1 \1", dice
    )


def flow_as_sale(text: str, dice: random.Random) -> str | None:
    fund = dice.choice(("IBIT", "ETHA", "FBTC", "GBTC", "Bitcoin funds", "Spot ether ETFs"))
    what = dice.choice(("was the largest seller, with {}", "sold {}", "bought {}", "dumped {}"))
    return with_sentence(text, dice, f"{fund.replace('Spot ether', 'Spot Ethereum')} {what.format(dollars(dice))}.")


def index_name(text: str, dice: random.Random) -> str | None:
    name = dice.choice(("Greed & Fear", "Greed and Fear"))
    if dice.random() < 0.4:
        return in_body(text, "Fear & Greed", name, dice)
    return with_sentence(text, dice, f"The {name} Index stood at {dice.randrange(5, 95)}.")


def liquidations(text: str, dice: random.Random) -> str | None:
    amount = rf"\${dice.randrange(1, 9)}.{dice.randrange(10, 99)} billion"
    how = ("Liquidations reached {}.", "In a day, {} of positions were liquidated.", "Long liquidations hit {}.")
    return with_block(text, dice, dice.choice(how).format(amount))


def level_both_ways(text: str, dice: random.Random) -> str | None:
    asset, level = dice.choice(("Bitcoin", "Ethereum", "Solana")), rf"\${dice.randrange(1, 900)},000"
    ahead = dice.choice(("has retreated towards", "is nearing", "is approaching"))
    lost = dice.choice(("has lost", "fell below", "has dropped below"))
    return with_sentence(text, dice, f"{asset} {ahead} the {level} mark.", f"{asset} {lost} its {level} support.")


def advice(text: str, dice: random.Random) -> str | None:
    asset = dice.choice(("bitcoin", "ether", "Solana", "XRP"))
    how = dice.choice(
        (
            "Investors should buy {a} near {m}.",
            "It is time to sell {a} above {m}.",
            "Buy {a} below {m}.",
            "We recommend {a} at {m}.",
            "A fall to {m} is a buying opportunity in {a}.",
            "Patience with {a} under {m} may be the most prudent strategy.",
        )
    )
    return with_sentence(text, dice, how.format(a=asset, m=dollars(dice)))


def promise(text: str, dice: random.Random) -> str | None:
    how = dice.choice(
        (
            "A rebound to {} is guaranteed.",
            "Bitcoin will certainly reach {}.",
            "Holders of {} cannot lose.",
            "The market is bound to regain {}.",
            "It is a safe bet that {} return.",
        )
    )
    return with_sentence(text, dice, how.format(dollars(dice)))


INJECTIONS = {
    **structure.INJECTIONS,
    **dates.INJECTIONS,
    "source-uncited": source_uncited,
    "percent-of-what": percent_of_what,
    "repeated-item": repeated,
    "negative-claim": negative,
    "confidence-claim": confidence,
    "severity-tag": wrong_tag,
    "severity-order": wrong_order,
    "zone-on-amount": zone_on_amount,
    "currency-sign": currency_sign,
    "unit-missing": unit_missing,
    "number-missing": number_missing,
    "double-minus": double_minus,
    "minus-sign": hyphen,
    "brackets": bracket,
    "double-bullet": double_bullet,
    "missing-space": missing_space,
    "cut-off": cut_off,
    "word-twice": word_twice,
    "flow-as-sale": flow_as_sale,
    "index-name": index_name,
    "liquidations-source": liquidations,
    "level-both-ways": level_both_ways,
    "advice": advice,
    "promise": promise,
}
