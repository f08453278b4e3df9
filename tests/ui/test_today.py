def test_desk(harness, desk):
    from core.usecases.views import HistoryFilter

    print(desk.today(), desk.user, desk.committee)
    print(desk.read(lambda r: r.today(desk.committee.id, desk.today())))
    print(desk.read(lambda r: r.sync()))
    print(
        [
            (l.kind, l.subject, l.species_name, l.count, l.centimos, l.state, l.happened_on)
            for l in desk.read(lambda r: r.history(HistoryFilter(committee=desk.committee.id), 30, 0))
        ]
    )
    print(desk.read(lambda r: r.users()), [n.setup if hasattr(n, "setup") else n for n in ()])
