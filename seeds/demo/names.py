"""Invented names: common first names and surnames put together at random, so that nobody real is meant."""

from __future__ import annotations

from random import Random


def _names(text: str) -> list[str]:
    return text.split()


_GIRLS = _names("""
Aaliyah Abigail Aisha Alicja Amelia Amina Anya Ava Beatriz Bethany Blessing Brooke Caitlin Chantelle Charlotte Chloë
Daisy Demi Eilidh Ella Ellie-Mae Emily Erin Esme Evie Faith Fatima Freya Gabriela Georgia Grace Hafsa Hannah Holly
Imogen Inaya Isla Jasmine Kayleigh Keira Khadija Lacey-Mae Layla Leah Lexi Lily Lola Maisie Maja Maryam Megan Mia
Millie Molly Naomi Nevaeh Niamh Olivia Oliwia Paige Poppy Precious Renée Safiya Scarlett Shanice Sienna Siobhán Skye
Sofia Sophie Summer Tamara Tia Tilly Yasmin Zahra Zainab Zara Zofia Zoë
""")
_BOYS = _names("""
Aaron Adam Aidan Alfie Ali Antoni Archie Ayaan Bailey Ben Billy Bilal Blake Callum Cameron Charlie Connor Corey Daniel
Declan Dylan Ebrima Elijah Emmanuel Ethan Ezra Finley Filip Frankie George Hamza Harley Harry Hassan Haydn Hugo
Ibrahim Idris Isaac Ismaël Jack Jakub Jamal Jayden Jermaine Joel Joshua Kacper Kai Kian Kieran Kwame Leo Leon Lewis
Liam Logan Louie Lucas Luke Malachi Malik Marcus Mason Mateusz Max Mikołaj Moses Musa Nathan Noah Oisín Oliver Omar
Oscar Owen Patryk Reece René Rhys Riley Samuel Szymon Taylor Theo Tobi Toby Tomasz Tyler Tyrone Umar William Yusuf Zac
""")
_ADULTS = _names("""
Adaeze Alison Amanda Andrea Angela Anil Bernadette Carol Catherine Colin Darren Deborah Denise Dominic Elaine Fiona
Gareth Gillian Grainne Hilary Jacqueline Jatinder Joanne Judith Karen Kwabena Lesley Lucy Magdalena Martin Michelle
Nadia Nasreen Neil Olufemi Parveen Pauline Peter Rachel Rebecca Robert Rosalind Ruth Sandra Sharon Simon Stephen
Sunita Susan Tariq Tracey Veronica Wendy Winston Yvonne Zbigniew
""")
_SURNAMES = _names("""
Abbott Abdi Adeyemi Adeyemi-Clarke Agyeman Ahmed Akhtar Applegarth Ashworth Baptiste Barraclough Battersby Begum
Bennett Bielecka Booth Booth-Rahman Bracewell Broadbent Brzezińska Burrows Byrne Chaudhry Chowdhury Clegg Coles
Costello Coulibaly Crossley Cunningham D'Arcy D'Souza Dacosta Dawson Desai Doherty Dragomir Dransfield Drummond Dyson
Fairclough Fernández-Doyle Ferreira Flynn Garside Gill Greenwood Grzelak Haigh Hargreaves Hassan Haworth Heptonstall
Hepworth-Diallo Hinchliffe Holroyd Hughes-Okoro Hussain Ibrahim Illingworth Ingham Iqbal Jankowski Jarvis Jimoh Kamara
Kaur Kavanagh Kettlewell Kirkbride Kowalczyk Lang Laskowska Lazăr Lister Lumb Mahamoud Mahmood Malik Marsh McAllister
McGrath Mensah Mirza Moorhouse Morrow Mukherjee Murgatroyd Naylor Ndiaye Nethercott Nowak O'Brien O'Connor O'Hara
O'Neil O'Sullivan Oduya Ogunleye Okafor Onuoha Ormondroyd Osei Oyelaran Padgett Parekh Patel Pereira Pickles Popescu
Quarshie Quaye Quinn Rafferty Rahman Rashid Redfearn Reilly Rhodes Robertshaw Rowntree Sadowska Saleh Sandhu Schofield
Shah Sharma Sheikh Sidhu Singh Skorupka Sowerby St.John-Marsh Stainton Stanković Sutcliffe Sykes Szczepański Tadesse
Tattersall Tembo Thackray Thistlethwaite Tiwari Tomlinson Uddin Varley Vasilescu Villiers Wadsworth Wainwright Walsh
Warsame Whitlow Whittaker Woźniak Wroe Wójcik Yeboah Yilmaz Zaman Zielińska Zuberi
""")

AWKWARD = (
    "Siobhán O'Hara-Nic Dhonnchadha",
    "Jean-François N'Diaye",
    "Þórgunna Ólafsdóttir-Wroe",
    "Maximilian Alexander Fotheringay-Cholmondeley Warburton-Oyelaran",
    "Đặng Thuỳ Mỹ-Lan",
    "T'Kai de la Cruz",
    "O'Neil [Team A] [x]",
)
"""What record systems really hold; the last is what somebody typed into a name field to mark a case."""


def child_name(rng: Random, sex: str, surname: str) -> str:
    """A child's full name."""
    firsts = _GIRLS if sex == "F" or (sex == "U" and rng.random() < 0.5) else _BOYS
    return f"{firsts[int(rng.random() * len(firsts))]} {surname}"


def surname(rng: Random) -> str:
    """A family's name."""
    return _SURNAMES[int(rng.random() * len(_SURNAMES))]


def worker_names(rng: Random, count: int) -> list[str]:
    """So many adults' names, different from each other as long as that is possible."""
    surnames = rng.sample(_SURNAMES, len(_SURNAMES))
    firsts = rng.sample(_ADULTS, len(_ADULTS))
    # The two lists' lengths have no common factor: a pair comes round again only after thousands.
    return [f"{firsts[n % len(firsts)]} {surnames[n % len(surnames)]}" for n in range(count)]
