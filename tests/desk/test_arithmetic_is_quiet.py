"""What an editor may write below a post without being stopped: a false alarm at six in the morning costs all trust.

Each sentence is put into the bundled night's post, with its figures and series, and no arithmetic check may say a word.
"""

from pathlib import Path

import pytest
from corpus import edited
from injections import arithmetic

from brief.desk.checks import CHECKS, Case, run
from brief.desk.inspect import case_of
from nights import configuration, new_site, run_replay

ARITHMETIC = {name: CHECKS[name] for name in arithmetic.INJECTIONS}
SENTENCES = """
Bitcoin could retest $100,000 if selling continues.
A break below $100,000 would be the first since June.
Resistance sits near $108,000; support near $100,000.
Bitcoin fell below $104,000 for the first time since October 17.
The $1.34 billion that left over four sessions is about 1% of the funds' assets.
IBIT alone lost $714.8 million over the four sessions, more than half of the $1.34 billion.
Bitcoin and Ethereum funds together lost $322.2 million.
At $103,849 bitcoin is down 17.7% from its October 6 high of $126,199.63.
The bitcoin funds have lost $1.34 billion since Wednesday.
Bitcoin is up 11% this year.
Solana, at $158, is down 9.4%.
Ethereum fell as much as 7.9% to $3,600.
Strategy bought 397 BTC for $45.6 million.
Balancer lost $128.6 million (Ethereum: $100 million, Base: $28.6 million).
Stream Finance disclosed a $93 million loss (up from $90 million).
In October, the bitcoin funds took in $3.4 billion.
Bitcoin's market value is $2.07 trillion, 60% of the total market's $3.45 trillion.
The drop from $110,000 to $103,849 is a fall of 5.6%.
Open interest fell by 6% to $70 billion.
Bitcoin traded between $103,605 and $107,500 on Monday.
Fear & Greed was at 42 on Nov. 3.
Fear & Greed stood at 60 in July.
Bitcoin stood at $107,000 on Sunday and at $110,000 a week ago.
A year ago bitcoin traded at $69,000.
Bitcoin rose from $16,500 at the end of 2022 to $126,199 in October.
The record for a day's outflow is $1.14 billion, on Feb. 25.
Bitcoin funds lost $1.14 billion on Feb. 25, their worst day since launch.
Liquidations on Oct. 10 were $19 billion, the most on record.
Whales bought 30,000 BTC in October, about $3.3 billion at $110,000 each.
The Treasury General Account held $958 billion in October.
Total crypto market value fell by $300 billion to $3.45 trillion, an 8% drop.
DeFi TVL dropped from $160 billion to $150 billion, or 6.3%.
Bitcoin lost 3.2%, Ethereum 5.7% and Solana 9.4%.
Holders who bought at an average of $85,000 are still up 22%.
The last time it held above $100,000 this long was never.
Traders say a hold above $100,000 is key.
Bitcoin failed to hold $105,000.
If bitcoin falls below $100,000, the next support is at $98,200, the June low.
Only if it climbs above $111,000 would the picture change.
ETHA lost $81.7 million, 60.2% of the total.
IBIT holds about 800,000 BTC worth $83 billion, 4.0% of the supply.
Polymarket gives 31% odds to a close above $110,000 by Nov. 30.
Polymarket gives 12% odds to a fall to $90,000 by Nov. 30.
The Solana funds have taken in $269.3 million in five sessions, the most since launch.
It is the lowest reading since April.
Fear & Greed, at 21, is at its lowest since April 9.
Fear & Greed at 21 is the lowest since spring.
Bitcoin touched $103,600, its lowest since Oct. 17.
Bitcoin fell to $103,849, a three-week low.
Fidelity's FBTC lost $222.9 million from Oct. 29 to Nov. 3.
Ethereum funds lost $135.7 million, the third-largest outflow in a month.
The bitcoin funds have now lost money four sessions in a row.
Fund outflows came to $186.5 million (IBIT: $186.5 million, all others: $0).
Miners sold 5,000 BTC in October.
The price has dropped $22,350 from its peak of $126,199.
Bitcoin fell $6,700 from $110,549 to $103,849.
Of the $1.37 billion, $1.2 billion were long positions.
One trader lost $47.87 million in a single order.
BlackRock moved 2,043 BTC ($212 million) and 22,681 ETH ($82 million) to Coinbase.
A 5% fall from here would take bitcoin to $98,650.
Gold is up 50% this year, bitcoin 11%.
SOFR rose 18 basis points to 4.22% on Oct. 31.
The Fed's balance sheet is $6.6 trillion.
Stablecoin supply stands at $305 billion.
Bitcoin dominance is 60% of a $3.45 trillion market.
Bitcoin was last this low in June, at $100,963.
Bitcoin had closed at $106,583 on Monday.
Ethereum’s all-time high is $4,953; it is 27% below it.
Ethereum is 27% below its August high of $4,956.
IBIT's outflow of $186.5 million is the largest since Oct. 30, when it lost $290.9 million.
Bitcoin dropped to $98,200 on June 22.
Bitcoin funds lost $1.9 billion between Oct. 29 and Nov. 4.
US bitcoin funds took in $524 million on Nov. 11.
Bitcoin funds took in $149.3 million on Oct. 27 and $202.4 million on Oct. 28.
Bitcoin funds lost $470.7 million on Oct. 29, $488.4 million on Oct. 30 and $191.6 million on Oct. 31.
Last week bitcoin funds lost $799.0 million.
In the week to Oct. 31 bitcoin funds lost $799.0 million.
Over five sessions the bitcoin funds lost $1.13 billion.
IBIT has lost $655.2 million in five sessions.
On Oct. 30 alone IBIT lost $290.9 million.
IBIT had no outflow larger than $290.9 million in the run.
Ethereum funds, by contrast, took in $246.0 million on Oct. 28.
The Solana funds' five days of inflows add up to $269.3 million.
That was the fifth straight day of inflows for the Solana funds.
It is the fourth straight session of outflows for bitcoin funds.
Bitcoin funds lost money on four consecutive days.
Since launch the bitcoin funds have taken in $60.5 billion.
Bitcoin funds hold $140 billion, and lost $186.5 million on Nov. 3.
Assets of the bitcoin funds fell to $138 billion from $147 billion, down 6.1%.
The largest daily outflow on record is $1.14 billion.
Liquidations were $1.37 billion, of which $1.1 billion were longs and $270 million shorts.
About 80% of the $1.37 billion were longs.
Exchange A counted $800 million, exchange B $570 million.
Bitcoin trades 4% below $108,000.
Bitcoin is 3% above $100,000.
At $103,849, it is 5.9% above its June low of $98,200 and 17.7% below its peak.
If the fall continues, $102,000 is the next level; $100,000 is the one everybody watches.
Should $100,000 break, $98,200 comes next.
A close above $107,000 would end the fall.
Bitcoin holds above $100,000.
Bitcoin stayed above $110,000 until Thursday.
Bitcoin has support at $102,000 and resistance at $107,500.
Bitcoin may fall to $100,000 or below $95,000.
Unless it recovers $105,000, the trend is down.
Ethereum needs to hold above $3,500.
Ethereum could break above $3,700.
Ethereum broke below $3,700 on Monday and could fall further.
With 19.94 million bitcoins at $103,849, the network is worth $2.07 trillion.
Long-term holders have 14.5 million BTC, 72.7% of the circulating supply.
MSTR holds 641,205 BTC, 3.2% of all bitcoins in circulation.
One address moved 1,000 BTC, worth about $104 million.
The hack took 6,587 WETH ($24.5 million).
In 2010 10,000 BTC bought two pizzas worth $41.
The average price paid by fund holders is $89,600, a gain of 16%.
Short-term holders' cost basis is $113,000, which puts them 8% under water.
Bitcoin fell from a record of $126,199 to $103,849, which removed about $446 billion from its market value.
The total crypto market value fell by 4% to $3.4 trillion.
The total market is worth $3.45 trillion, of it bitcoin 60%.
Two of the five assets fell by more than 6%.
All of the majors fell.
Four of the ten largest coins rose.
It was bitcoin's lowest close since June 22.
It would be the lowest daily close since June.
Bitcoin is at its lowest level in four months.
Bitcoin hit a two-week low.
Bitcoin hit a four-month low of $103,849 on a closing basis.
The record high of $126,199 is four weeks old.
Ethereum's record high of $4,956 dates from August.
Bitcoin lost 3.2%, the most since Oct. 30.
Fear & Greed fell 21 points, the largest one-day fall since Oct. 11.
BNB fell 6.4%, XRP 5%.
XRP fell about 5%.
Bitcoin is down about 3%.
Bitcoin is down 18% from its high.
Kalshi puts a 53% chance on bitcoin above $103,000 at 18:00 UTC.
Polymarket puts 71% odds on $100,000 and 44% odds on $95,000.
Bitcoin fell to $103,849 from $107,300, a drop of 3.2%.
Bitcoin is down $3,433, or 3.2%, in a day.
Ethereum trades between $3,600 and $3,634.
Ethereum’s price of $3,600 is 0.9% below the other source’s $3,634.
The long share was 80%, or $1.1 billion of the $1.37 billion.
Of the $186.5 million, all came from IBIT.
IBIT lost $186.5 million, all of the day's outflow.
IBIT made up 53.5% of the $1.34 billion.
FBTC lost $222.9 million in the same four sessions, or 16.7% of the $1.34 billion.
The net outflow since Oct. 29 is $1.34 billion.
Bitcoin funds lost $1,337.2 million in four sessions.
Bitcoin funds lost about $1.3 billion in four sessions.
Bitcoin funds lost more than $1.3 billion in four sessions.
Bitcoin funds lost almost $190 million on Monday, Nov. 3.
Bitcoin funds lost $187 million on Nov. 3.
SoSoValue counts $188.1 million of outflows for Nov. 3.
Ethereum funds lost $135.7 million and Bitcoin funds $186.5 million on Nov. 3.
Bitcoin and Ethereum funds together lost about $320 million.
US crypto funds together lost $252.1 million.
Solana funds took in $70.1 million, the best day of their short life.
The best day of the Solana funds brought $70.1 million.
Solana funds have had five days of inflows in a row.
It was the Ethereum funds' fourth outflow in a row.
It was the smallest outflow of the four days.
IBIT lost $290.9 million on Oct. 30, the largest outflow of the four sessions.
The bitcoin funds' largest outflow this year is $1.14 billion.
Since Oct. 6 bitcoin has lost 17.7%.
Bitcoin has lost 17.7% since its record of $126,199.63 on Oct. 6.
In October bitcoin lost 3.9%.
From its high of $126,200 it has lost about $22,350.
A fall to $100,000 would be a loss of 3.7%.
A rise of 10% would bring it to $114,234.
TVL on Ethereum fell by $2 billion on Monday.
DeFi TVL fell from $160 billion to $150 billion in October; on Monday alone it lost $4 billion.
Balancer's TVL fell 46%, from $776 million to $419 million.
Balancer lost $128.6 million, of it $70 million on Ethereum.
Assets stolen: 6,587 WETH ($24.5M), 6,851 osETH ($26.9M), 4,260 wstETH ($19.3M) and others.
The exploit took $128.6 million (Ethereum $100M, Berachain $12.9M, Arbitrum $6.9M, Base $4M, others $4.8M).
Stablecoin supply grew by $2.1 billion to $305.4 billion, up 0.7%.
The market lost $300 billion in value, 8% of its $3.75 trillion.
Bitcoin's dominance rose to 60.1%.
The Fed injected $37 billion through repos, more than at any time in five years; the record is $50.35 billion.
TGA: $958 billion.
SOFR rose by 18 basis points to 4.22%.
At 4.22%, SOFR is 32 basis points above the Fed's rate.
Fear & Greed has fallen by half, from 42 to 21.
Fear & Greed (21) has not been lower since April 9, when it read 18.
The index fell 21 points to 21.
CoinMarketCap's Fear & Greed index stands at 27.
Bitcoin would have to fall below $98,200 to be at its lowest since June.
It would take a fall below $98,200 to make this a five-month low.
Support: $102,000 (the Oct. 10 low).
Resistance: $107,300.
Should it hold above $102,000, traders expect a bounce to $107,000.
It may climb above $107,000 or drop below $100,000.
The 200-day average is $109,800, and bitcoin needs to close above it.
Bitcoin lost the 200-day average of $109,800 and may not regain it soon.
It must reclaim $107,000.
It could lose $100,000.
After it fell below $104,000, it could go to $100,000.
Options worth $5 billion expire on Nov. 7 (max pain: $107,000).
About 48,500 BTC in options, worth $5.0 billion, expire on Friday.
Metaplanet bought 5,268 BTC for about $616 million in October at $116,870 each.
Strategy holds 641,205 BTC bought for $47.49 billion, $74,057 each.
A dormant wallet moved 150 BTC ($16.6 million) for the first time in 14 years.
Mt. Gox still holds 34,689 BTC worth $3.6 billion.
El Salvador's 6,367 BTC are worth $661 million.
"""


EACH = SENTENCES.strip().split("\n")


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The bundled night's post."""
    store = new_site(Path(tmp_path_factory.mktemp("quiet")))
    edition = run_replay(store).edition
    return case_of(store, configuration(store), edition, store.read_text(store.post_path(edition), "post"))


@pytest.mark.parametrize("sentences", [EACH[n : n + 12] for n in range(0, len(EACH), 12)], ids=lambda some: some[0])
def test_a_sentence_that_is_right_or_unknown(post: Case, sentences: list[str]) -> None:
    """Each in a part of its own, so that none speaks for another; a finding has its sentence."""
    parts = "".join(f"**Notes {n}**\n\n{one}\n\n" for n, one in enumerate(sentences)).replace("$", "\\$")
    text = post.text.replace("### Confidence", f"{parts}### Confidence")
    assert text != post.text
    assert [finding.sentence for finding in run(edited(post, text), ARITHMETIC)] == []


def test_there_are_many() -> None:
    assert len(EACH) >= 170
