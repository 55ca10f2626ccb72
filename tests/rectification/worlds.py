"""Makes confirmed records of the items 2.3 and 2.4, in one line."""

from rectification.models.economy import FundPayment, SpotCheck, SupportedVillage, VillageIncome
from rectification.models.township_teams import TownshipSheet
from tests.indicators.worlds import make_record

ALL_SIGNED = {"party_signed": True, "finance_signed": True, "agriculture_signed": True}


def make_supported(place, batch="第一批", **values):
    return make_record(SupportedVillage, place, batch=batch, **({"chosen_on": "2026-03-05"} | values))


def make_payment(place, amount_yuan=100_000, **values):
    return make_record(FundPayment, place, amount_yuan=amount_yuan, **({"paid_on": "2026-05-18"} | values))


def make_check(place, finding="分红方案没有公示", **values):
    return make_record(SpotCheck, place, finding=finding, **({"visited_on": "2026-05-11"} | values))


def make_income(place, year=2026, **values):
    return make_record(VillageIncome, place, year=year, **values)


def make_sheet(place, period="2026-Q2", **values):
    return make_record(TownshipSheet, place, period=period, year=int(period[:4]), **values)
